"""Figures drawn on the server, each with its table."""
