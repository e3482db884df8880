"""Pengawasan: the tasks that follow an issued permit.

Start at terms.py (why a task is opened, how it ends), then actions.py (opened, taken, closed), queries.py (who sees it)
and limits.py (how long it may take: a dated row).
"""
