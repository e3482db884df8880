"""Pages, by who is reading: applicant/, desks/, public/."""
