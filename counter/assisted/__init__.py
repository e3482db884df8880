"""Layanan berbantuan: a clerk works in the applicant's file, with consent, identity seen and hand-over."""
