"""The survey (SKM) is offered once per service, and never a condition for anything."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance
from counter.logbook.terms import Act
from foundation.journal import book
from surveys import offers
from surveys.models import ServiceAsked
from surveys.terms import Channel

WAYS = ("qr", "tablet")


@transaction.atomic
def offer(assistance: Assistance, service: ServiceAsked, *, way: str, actor: Actor) -> str:
    """Offer it by a QR on the screen or on the tablet at the window. Offering again only shows the same link again.

    What is kept is that it was offered; nobody here ever learns whether it was answered. No message carries the
    link: it would lead from a telephone number to an answer (finished files are told by the survey room itself).
    """
    first = Assistance.objects.filter(pk=assistance.pk, survey_offered_at=None)
    is_first = first.update(survey_offered_at=timezone.now(), survey_way=way) == 1
    link, _is_new = offers.offer(service, Channel.DESK, subject=episode(assistance))
    assistance.refresh_from_db()
    if is_first:
        sessions.note(assistance, Act.SURVEY, actor=actor)
        book.record("survey.offered", subject=assistance.subject, who=actor, data={"way": way})
    return link


def episode(assistance: Assistance) -> str:
    """The name of the finished service: the row of the agenda."""
    return f"visit:{assistance.visit_id}" if assistance.visit_id else assistance.subject
