"""What people fill in at the queue, and what an admin fills in about it."""
