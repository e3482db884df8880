"""Jurnal: what happened, to what, by whom, through which door."""
