"""Pages of assistance: people, the service in progress, consent, scans, papers, the way home, layanan mandiri."""
