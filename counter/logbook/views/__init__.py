"""Doors of the book."""
