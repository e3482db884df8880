"""Taking something in, by whatever channel: numbered, with a code, once.

    from complaints.actions import file
    file(facts, submission=uuid4(), actor=actor, channel=Channel.PHONE, entered_by_id=actor.user_id)

``facts``: ``text`` and, where known, ``kind, service, category, subject, place, happened_on, is_anonymous,
is_secret`` and the complainant's ``contact_name, contact, email, phone, address``. Other columns of Complaint
(``lapor_id``, ``external_id``, ``source_url``, ``oss_ticket``, ``entered_by_id``, ``was_read_back``,
``application``, ``holder``) go as keyword arguments.
"""

import hashlib
import json
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import Actor
from complaints import workflow
from complaints.models import Complainant, Complaint
from complaints.rules.lanes import LATE_AFTER_DAYS, first_lane
from complaints.terms import Channel, Kind, Lane
from foundation.numbers import counter
from licensing.rules.numbering import tracking_code

SENT = ("kind", "service", "category", "subject", "text", "place", "happened_on", "is_anonymous", "is_secret")
IDENTITY = {"contact_name": "name", "contact": "contact", "email": "email", "phone": "phone", "address": "address"}
BLANK: dict[str, Any] = {
    "kind": Kind.COMPLAINT, "service": "", "category": "", "subject": "", "place": "", "happened_on": None,
    "is_anonymous": True, "is_secret": True, "contact_name": "", "contact": "",
}  # fmt: skip


def file(
    facts: dict[str, Any],
    *,
    submission: uuid.UUID,
    actor: Actor,
    service_name: str = "",
    channel: str = Channel.WEB,
    is_whistle: bool = False,
    **columns: Any,
) -> Complaint:
    """Stage a: take it in and give it a number and a code.

    Sending the same ``submission`` (or ``lapor_id``, or ``external_id``) again answers the complaint that it
    already became. A complaint with a secret identity is journalled without the name of its sender.
    """
    columns |= {"service_name": service_name, "channel": channel}
    try:
        with transaction.atomic():
            return take_in(facts, submission=submission, actor=actor, is_whistle=is_whistle, columns=columns)
    except IntegrityError:
        if again := already(submission, columns):
            return again
        raise


def already(submission: uuid.UUID, columns: dict[str, Any]) -> Complaint | None:
    """What this sending became before."""
    names = {"submission": submission} | {k: columns[k] for k in ("lapor_id", "external_id") if columns.get(k)}
    for name, value in names.items():
        if found := Complaint.objects.filter(**{name: value}).first():
            return found
    return None


def take_in(
    facts: dict[str, Any], *, submission: uuid.UUID, actor: Actor, is_whistle: bool, columns: dict[str, Any]
) -> Complaint:
    """The row, its number, who told it, its first stage and its journal entry."""
    if again := already(submission, columns):
        return again
    now = timezone.now()
    facts = {**BLANK, **facts}
    sent = {name: facts[name] for name in SENT}
    complaint = Complaint(code=tracking_code(), submission=submission, created_at=now, **sent, **columns)
    complaint.lane = first_lane(complaint.subject, is_whistle=is_whistle)
    complaint.is_filed_late = is_late(facts["happened_on"])
    complaint.digest = digest_of({**sent, **{name: facts.get(name, "") for name in IDENTITY}})
    complaint.number = new_number(complaint.lane, counter.year(now))
    workflow.begin(complaint, actor=actor)
    keep_identity(complaint, facts, actor)
    return complaint


def new_number(lane: str, year: str) -> str:
    """ADU-2026-000001; reports of wrongdoing are counted apart, so that no gap betrays them."""
    if lane == Lane.WHISTLE:
        return f"WBS-{year}-{counter.draw('whistle', year):06d}"
    return f"ADU-{year}-{counter.draw('complaint', year):06d}"


def is_late(happened_on: Any) -> bool:
    """More than 30 days after the service (UU 25/2009 art. 42): a label, never a refusal."""
    return bool(happened_on) and (timezone.localdate() - happened_on).days > LATE_AFTER_DAYS


def keep_identity(complaint: Complaint, facts: dict[str, Any], actor: Actor) -> None:
    """Who told it stands apart; nothing is kept when nothing was said."""
    said = {column: facts.get(name, "") or "" for name, column in IDENTITY.items()}
    unknown = actor.is_staff or actor.is_anonymous or complaint.lane == Lane.WHISTLE
    account = None if unknown else actor.user_id
    if account or any(said.values()):
        Complainant.objects.create(complaint=complaint, user_id=account, **said)


def digest_of(sent: dict[str, Any]) -> str:
    """SHA-256 over what was sent, in a fixed spelling, so that the receipt can be compared later."""
    spelt = json.dumps(sent, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(spelt.encode()).hexdigest()
