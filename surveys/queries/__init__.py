"""What pages and reports ask."""
