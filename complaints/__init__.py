"""Pengaduan: complaints in their legal stages a-g, aspirations, requests for information, reports of wrongdoing.

Start at terms.py (the words of the standard), then rules/steps.py (the table of steps), workflow.py (the only
writer of stage, state and lane) and queries/visibility.py (the single gate). docs/complaints.md is the map.
"""
