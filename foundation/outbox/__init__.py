"""News owed to the outside, in order, leased to one worker at a time."""
