"""The book as a file: reading.py reads in pieces, writers.py writes, work.py does large ones in the worker."""
