"""The survey (SKM) is offered once per service, and never a condition for anything."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from counter.assisted.models import Assistance, Person
from counter.assisted.queries.sessions import visit_of
from counter.logbook import book as agenda
from counter.logbook.settling import offering
from counter.logbook.settling.offering import Way
from foundation.messaging.letters import Recipient
from licensing.workflow import Refused


@transaction.atomic
def offer(assistance: Assistance, *, way: Way, actor: Actor) -> str:
    """Offer it by a QR on the screen, on the tablet at the window, or by a message. Again only shows the same link.

    Raises:
        Refused: a message to somebody who cannot be reached.
    """
    visit = visit_of(assistance)
    if visit is None:
        raise Refused(_("Baris agenda layanan ini tidak ada. Tawarkan survei lewat kios di ruang tunggu."))
    try:
        link = offering.offer(visit, way=way, who=actor, to=reached_at(assistance.person))
    except agenda.Refused as no:
        raise Refused(str(no)) from None
    first = Assistance.objects.filter(pk=assistance.pk, survey_offered_at=None)
    first.update(survey_offered_at=timezone.now(), survey_way=way)
    assistance.refresh_from_db()
    return link


def reached_at(person: Person) -> Recipient:
    """Where a letter to this person goes: as their account wishes, else to what was written down at the counter."""
    account = person.account
    if account is None:
        return Recipient(
            user_id=None, name=person.name, email=person.email, phone=person.phone, by_email=True, by_whatsapp=True
        )
    return Recipient(
        user_id=account.pk, name=account.name, email=account.email, phone=account.phone,
        by_email=account.notify_email, by_whatsapp=account.notify_whatsapp,
    )  # fmt: skip
