"""Complaints that the office has put on the public page, with their answers."""

from django.db.models import QuerySet

from complaints.models import Complaint
from complaints.terms import Lane


def rows() -> QuerySet[Complaint]:
    """Published ones: public words only, nothing that rests encrypted is even read."""
    seen = Complaint.objects.filter(published_at__isnull=False, lane=Lane.OFFICE, is_secret=False)
    return seen.only(
        "id", "kind", "category", "service_name", "public_text", "public_answer", "published_at", "outcome"
    )
