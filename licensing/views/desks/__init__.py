"""What the desks see: back office, technical agency, head of office, and everybody who may read."""
