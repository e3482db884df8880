"""What may be done in the survey room."""
