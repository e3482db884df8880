"""Heartbeats of processes and the health page."""
