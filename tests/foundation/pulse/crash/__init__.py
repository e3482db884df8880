"""A small house of its own for test_crash.py: foundation only, real processes, workers that are killed."""
