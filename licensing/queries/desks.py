"""What waits on which desk, most urgent first. ``urgent`` is the day that orders a list; without one, last."""

from datetime import date

from django.db.models import Case, DateField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from accounts.actors import Actor
from accounts.models import SigningTerm
from licensing.models import Application
from licensing.queries.visibility import visible_to
from licensing.terms import Status

AT_AGENCY = (Status.COMPLETE, Status.VERIFYING, Status.SITE_VISIT, Status.CORRECTION, Status.CORRECTION_RESET)
AT_DECISION = (Status.APPROVED, Status.REJECTED)
RUNNING = (*AT_AGENCY, Status.SUBMITTED, Status.APPROVED, Status.REJECTED, Status.ISSUING)
ORDER = ("urgent", "pk")
NO_DAY = Value(date(9999, 12, 31), output_field=DateField())


def by_urgency(files: QuerySet[Application], *days: str) -> QuerySet[Application]:
    """Order by the first of these days that is set; every list names the reviewer."""
    return files.annotate(urgent=Coalesce(*days, NO_DAY)).select_related("reviewer").order_by(*ORDER)


def back_office_desk(actor: Actor) -> QuerySet[Application]:
    """Files whose completeness waits to be checked."""
    waiting = visible_to(actor).filter(status=Status.SUBMITTED, is_ours=True)
    return by_urgency(waiting, "completeness_due_on")


def agency_desk(actor: Actor) -> QuerySet[Application]:
    """Files at the agency, those with the least time left first; paused ones last."""
    return by_urgency(visible_to(actor).filter(status__in=AT_AGENCY), "technical_due_on")


def decision_desk(actor: Actor) -> QuerySet[Application]:
    """Files that wait for the head: approved or rejected by the agency."""
    waiting = visible_to(actor).filter(status__in=AT_DECISION, is_ours=True)
    return by_urgency(waiting.select_related("decided_by"), "overall_due_on")


def everything(actor: Actor) -> QuerySet[Application]:
    """Every file that this officer may see, running ones first by their promise."""
    finished = When(status__in=[status for status in Status if status.is_final], then=NO_DAY)
    urgent = Case(finished, default=Coalesce("overall_due_on", NO_DAY), output_field=DateField())
    return visible_to(actor).annotate(urgent=urgent).select_related("reviewer").order_by(*ORDER)


def overdue(actor: Actor, on: date) -> QuerySet[Application]:
    """Running files that this officer may see and whose promise has passed."""
    return late(visible_to(actor), on).order_by("overall_due_on", "id")


def late(files: QuerySet[Application], on: date) -> QuerySet[Application]:
    """Those of these files that still run although their promise has passed."""
    return files.filter(status__in=RUNNING, overall_due_on__lt=on)


def signs_today(actor: Actor, on: date) -> bool:
    """Does this person decide for the office on this day: the head, or a dated Plt/Plh?"""
    return SigningTerm.of(actor.user_id, on) is not None
