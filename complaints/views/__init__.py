"""Doors: public for anybody, desk for the officers."""
