"""People: users, roles, agencies, actors and access rules."""
