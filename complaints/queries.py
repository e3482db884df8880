"""Who sees which complaint."""

import hmac

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import Complaint
from licensing.rules.numbering import tidy_code


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """The complaint officer sees the register; nobody else, not even admin and auditor (a complaint may name them)."""
    return Complaint.objects.all() if actor.role == Role.COMPLAINTS else Complaint.objects.none()


def by_code(number: str, code: str) -> Complaint | None:
    """The complaint that this number and code open together; unknown and wrong look alike."""
    found = Complaint.objects.filter(number=number.strip().upper()).first()
    kept, given = found.code if found else "-" * 10, tidy_code(code)
    matches = hmac.compare_digest(kept.encode(), given.encode())
    return found if found and matches else None


def of_submission(pk: int | None) -> Complaint | None:
    """The complaint that this visitor just sent, for the receipt."""
    return Complaint.objects.filter(pk=pk).first() if pk else None
