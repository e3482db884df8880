"""Wordings as data: statements that applicants accept and grounds that refusals rest on (TOML, dated)."""
