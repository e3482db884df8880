"""Working days: holidays as rows, arithmetic as pure functions."""
