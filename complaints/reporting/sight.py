"""Whose figures count which complaints.

Figures of a desk count what the desk sees (``queries.visible_to``), nothing else: what lies in triage or with the
whistle-blowers' desk is in no other figure. The head reads figures of the whole office lane, secret contents
included, because a figure tells no content; what is about the head is left out of them too. Rows are never
listed by this module: lists, workbooks and sheets ask ``visible_to``.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import Complaint
from complaints.queries import visible_to
from complaints.queries.visibility import without_those_about
from complaints.terms import Lane

JAKARTA = ZoneInfo("Asia/Jakarta")
READERS = (Role.COMPLAINTS, Role.INSPECTORATE, Role.HEAD)


def counted(actor: Actor) -> QuerySet[Complaint]:
    """The complaints that this actor's figures count."""
    if actor.role == Role.HEAD and actor.user_id is not None:
        return without_those_about(actor, Complaint.objects.filter(lane=Lane.OFFICE))
    return visible_to(actor)


def public() -> QuerySet[Complaint]:
    """What the public page counts: the office's lane."""
    return Complaint.objects.filter(lane=Lane.OFFICE)


def within(rows: QuerySet[Complaint], starts_on: date, ends_on: date) -> QuerySet[Complaint]:
    """Those that came in from the first to the last of these days, both included, as days of WIB."""
    return rows.filter(created_at__gte=moment(starts_on), created_at__lt=moment(ends_on, end=True))


def moment(day: date, *, end: bool = False) -> datetime:
    """Midnight in WIB at which a day begins, or ends."""
    following = date.fromordinal(day.toordinal() + 1) if end else day
    return datetime.combine(following, time.min, tzinfo=JAKARTA)
