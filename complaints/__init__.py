"""Pengaduan: complaints in their legal stages a-g.

Start at terms.py (the words of the standard), then models.py (what came in), actions.py (what
may be done) and queries.py (who sees it). Today the room takes complaints in and keeps the
register; the passage through the stages, with its clocks and answers, comes with its own workflow.
"""
