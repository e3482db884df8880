"""The counter: antrean (queue), devices, the console of a shift.

Start at terms.py (the words), then models/ (lines, windows, tickets, devices), actions/ (draw, call, serve,
finish, shifts, devices) and queries/ (what waits, what the board shows). ``logbook`` keeps the book of visits,
``assisted`` works in a person's name; both are rooms of their own.
"""
