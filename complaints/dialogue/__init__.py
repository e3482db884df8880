"""The complainant's own page: by number and code, or from the account that sent it; no other door leads here."""
