"""Offering the survey (SKM) for a row of the agenda: once per service, by QR, tablet or a message; never a condition.

What is kept is that it was offered, and how; nobody here ever learns whether it was answered. A message carries no
token (docs/adr/0017): it leads to a page of ours that names the row, and the link is made when somebody opens it.
"""

from datetime import date

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counter.logbook import book
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.models import Visit
from counter.logbook.terms import Act
from foundation.journal import book as journal
from foundation.journal.who import Who
from foundation.messaging.letters import Recipient, write
from licensing.catalogue.services import standards
from surveys import offers
from surveys.models import ServiceAsked
from surveys.terms import Channel

SEALED = signing.Signer(salt="survey-of-visit", sep=".")


class Way(models.TextChoices):
    """How the survey is offered at the window."""

    QR = "qr", _("Kode QR di layar")
    TABLET = "tablet", _("Tablet di loket")
    MESSAGE = "pesan", _("Tautan lewat WhatsApp atau e-mail")


STORED = {Way.QR: "kode QR", Way.TABLET: "tablet di loket", Way.MESSAGE: "tautan lewat pesan"}


@transaction.atomic
def offer(visit: Visit, *, way: Way, who: Who, to: Recipient | None = None) -> str:
    """Record the offer, once per row, and answer the survey's address. Offering again shows the same one again.

    Raises:
        book.Refused: a message to somebody who has neither telephone nor e-mail here.
    """
    if way is Way.MESSAGE:
        send(visit, to)
    link, _is_first = offers.offer(service_asked(), Channel.DESK, subject=visit.subject, day=day_of(visit))
    if not is_offered(visit):
        book.add_act(visit, who=who, kind=Act.SURVEY, text=STORED[way])
        journal.record("survey.offered", subject=visit.subject, who=who, data={"way": way.value})
    return link


def send(visit: Visit, to: Recipient | None) -> None:
    """A letter that leads to the survey of this service; one per row, however often it is pressed."""
    if to is None or not (to.email or to.phone):
        raise book.Refused(_("Orang ini tidak punya nomor HP atau e-mail. Tawarkan dengan kode QR atau tablet."))
    write("survey_visit", to=to, context={}, key=f"survey:{visit.pk}", subject=visit.subject, link=address(visit))


def is_offered(visit: Visit) -> bool:
    """Was it offered in this service?"""
    return visit.acts.filter(kind=Act.SURVEY).exists()


def link_of(visit: Visit) -> str:
    """The survey's address for this row: the same whenever it is asked for."""
    return offers.link(service_asked(), Channel.DESK, subject=visit.subject, day=day_of(visit))


def day_of(visit: Visit) -> date:
    """The office's day of the service."""
    return visit.started_at.astimezone(OFFICE_TIME).date()


def address(visit: Visit) -> str:
    """Where a message leads: it names the row, sealed, and holds no token."""
    return settings.SITE_URL + reverse("survey_of_visit", args=[SEALED.sign(str(visit.pk))])


def by_code(code: str) -> Visit | None:
    """The row behind the address of a message, if the survey was offered for it."""
    try:
        pk = SEALED.unsign(code)
    except signing.BadSignature:
        return None
    visit = Visit.objects.filter(pk=int(pk)).first()
    return visit if visit is not None and is_offered(visit) else None


def service_asked() -> ServiceAsked:
    """The service that the survey asks about: the office's published standard, or the licensing service as such."""
    standard = standards.published(timezone.localdate()).order_by("pk").first()
    return offers.service_of(
        standard.slug if standard else "perizinan", standard.name if standard else "Perizinan berusaha"
    )
