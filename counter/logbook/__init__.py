"""The agenda of assistance and the SIGAP-style logbook: one table, two views."""
