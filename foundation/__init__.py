"""Tools that know nothing of licensing."""
