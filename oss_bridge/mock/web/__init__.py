"""The doors of the mock: ``contract_doors`` (the manual), ``simulation_doors`` (ours), ``pages`` (for people)."""
