"""Stored uploads: detected type, hash, who may open them."""
