"""Doors of the queue: for everybody, for machines, for the clerk, for the admin."""
