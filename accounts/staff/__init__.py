"""Upkeep of people by the admin: who works here, in which role, until when, and who signs for the office."""
