"""Arithmetic of the queue: whose turn it is, and which slots a day has. No database."""
