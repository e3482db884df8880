"""The law as data: KBLI, scopes, risk rows, requirements, regions, service standards."""
