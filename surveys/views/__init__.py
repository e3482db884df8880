"""Doors of the survey room."""
