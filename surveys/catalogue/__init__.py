"""The questionnaire as data, with its source."""
