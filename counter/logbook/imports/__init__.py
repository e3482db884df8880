"""An old book as a workbook: reading.py opens it within bounds, rows.py reads its lines, work.py takes them in."""
