"""Perizinan: from a business activity to its Sertifikat Standar.

Start at workflow.py and life/steps.py (what may happen), then actions/ (what it means), queries/ (who sees what),
rules/ (how long, how many, which number) and catalogue/ (the law as dated data).
"""
