"""Arithmetic of the trade: no database, no clock, nothing but the standard library and terms."""
