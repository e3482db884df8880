"""What may be done with a complaint: file it, and look at who sent it."""

import hashlib
import json
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import Actor
from complaints.models import Complaint
from foundation.journal import book
from foundation.journal.who import Who
from foundation.numbers import counter
from licensing.rules.numbering import tracking_code

SENT = ("service", "category", "subject", "text", "place", "is_anonymous", "contact_name", "contact")


def file(facts: dict[str, Any], *, submission: uuid.UUID, service_name: str = "", actor: Actor) -> Complaint:
    """Stage a: take a complaint in and give it a number and a code.

    Sending the same ``submission`` again answers the complaint that it already became. A complaint with a
    secret identity is journalled without the name of its sender.
    """
    try:
        with transaction.atomic():
            return take_in(facts, submission=submission, service_name=service_name, actor=actor)
    except IntegrityError:
        if already := Complaint.objects.filter(submission=submission).first():
            return already
        raise


def take_in(facts: dict[str, Any], *, submission: uuid.UUID, service_name: str, actor: Actor) -> Complaint:
    """The row, its number and its journal entry."""
    if already := Complaint.objects.filter(submission=submission).first():
        return already
    now = timezone.now()
    year = counter.year(now)
    sent = {name: facts[name] for name in SENT}
    complaint = Complaint(
        code=tracking_code(), submission=submission, service_name=service_name, created_at=now, **sent
    )
    complaint.digest = digest_of(sent)
    complaint.number = f"ADU-{year}-{counter.draw('complaint', year):06d}"
    complaint.save(force_insert=True)
    book.record(
        "complaint.received",
        subject=f"complaint:{complaint.pk}",
        who=Who(role="", name="", channel=actor.channel) if complaint.is_anonymous else actor,
        data={"category": complaint.category, "service": complaint.service, "digest": complaint.digest},
    )
    return complaint


def digest_of(sent: dict[str, Any]) -> str:
    """SHA-256 over what was sent, in a fixed spelling, so that the receipt can be compared later."""
    return hashlib.sha256(json.dumps(sent, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def reveal_contact(complaint: Complaint, *, actor: Actor) -> tuple[str, str]:
    """Name and contact of the complainant, for answering; every look is journalled."""
    book.record("complaint.contact_read", subject=f"complaint:{complaint.pk}", who=actor)
    return complaint.contact_name, complaint.contact
