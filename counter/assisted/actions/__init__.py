"""What a clerk does for a person at the window. Each act is journalled with the clerk and the person."""
