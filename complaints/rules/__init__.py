"""Arithmetic and tables: no rows, no requests."""
