"""Arithmetic of the survey: no database, no settings, no clock."""
