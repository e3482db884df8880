"""From the reference tables in data/ to rows: read (files), shape (tables), judge (check), reconcile, load.

Nothing is deleted: what a file no longer says is closed with a date, what it says differently
becomes a new version. An office's own edits survive every load.
"""
