"""What happens when a row ends: number, finished words, blind index, running totals."""
