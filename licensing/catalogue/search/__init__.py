"""Finding a KBLI by everyday words, misspellings and codes: one index in memory, the same on every database.

words.py cuts text into words, index.py ranks (pure), live.py keeps one index per process fresh.
"""
