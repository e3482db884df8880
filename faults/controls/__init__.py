"""The negative controls (F0): a guard is switched off, the checker must turn red."""
