"""The agenda of assistance and the SIGAP-style logbook: one table, two views.

Start at terms.py (the words), then models/visits.py (a row), book.py (how rows come in), corrections.py (how a
mistake is mended) and queries/ (who sees which rows, how they are found at a million rows).
"""
