"""Doors of the channels: taking down for somebody else, a business actor's own door, LAPOR!'s sheet."""
