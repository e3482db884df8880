"""Figures about complaints: for whoever may see the rows, in reports of the worker, for everybody without a trace."""
