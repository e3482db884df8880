"""The office that this deployment serves, as data."""
