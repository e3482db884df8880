"""What an applicant (or a clerk at the counter for one) sees and does."""
