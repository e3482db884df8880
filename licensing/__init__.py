"""Perizinan: from a business activity to its Sertifikat Standar.

Start at workflow.py (what may happen), then actions/ (what it means),
queries.py (who sees what), rules/ (how long, how many, which number).
"""
