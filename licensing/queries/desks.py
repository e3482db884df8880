"""What waits on which desk, most urgent first."""

from datetime import date

from django.db.models import F, QuerySet

from accounts.actors import Actor
from licensing.models import Application
from licensing.queries.visibility import visible_to
from licensing.terms import Status

AT_AGENCY = (Status.COMPLETE, Status.VERIFYING, Status.SITE_VISIT, Status.CORRECTION, Status.CORRECTION_RESET)
RUNNING = (*AT_AGENCY, Status.SUBMITTED, Status.APPROVED, Status.REJECTED, Status.ISSUING)


def back_office_desk(actor: Actor) -> QuerySet[Application]:
    """Files whose completeness waits to be checked."""
    return (
        visible_to(actor)
        .filter(status=Status.SUBMITTED, is_ours=True)
        .order_by(F("completeness_due_on").asc(nulls_last=True), "id")
    )


def agency_desk(actor: Actor) -> QuerySet[Application]:
    """Files at the agency, those with the least time left first; paused ones last."""
    return visible_to(actor).filter(status__in=AT_AGENCY).order_by(F("technical_due_on").asc(nulls_last=True), "id")


def decision_desk(actor: Actor) -> QuerySet[Application]:
    """Files that wait for the head: approved or rejected by the agency."""
    return (
        visible_to(actor)
        .filter(status__in=(Status.APPROVED, Status.REJECTED), is_ours=True)
        .order_by(F("overall_due_on").asc(nulls_last=True), "id")
    )


def overdue(actor: Actor, on: date) -> QuerySet[Application]:
    """Running files whose promise has passed."""
    return visible_to(actor).filter(status__in=RUNNING, overall_due_on__lt=on).order_by("overall_due_on", "id")
