"""What a clerk, a person at home, or somebody at a computer of the office fills in."""
