"""The information card: requirements and flow of one service on one sheet, by QR, paper or WhatsApp."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actors import Actor
from counter.logbook import book
from counter.logbook.models import Visit
from counter.logbook.settling import offering
from counter.logbook.terms import Act, Channel, Kind, Result
from foundation.identity.phone import whatsapp_link
from foundation.office.office import current
from foundation.printing import qr
from foundation.printing import render as printer
from licensing.catalogue.models import ServiceComponent
from licensing.catalogue.services import standards

STEPS = "assisted"
HOW = {"qr": "kartu lewat kode QR", "kertas": "kartu di kertas", "whatsapp": "kartu lewat WhatsApp", "lisan": "lisan"}


def card(slug: str) -> dict[str, Any]:
    """What stands on the card; 404 for a service that is not published today."""
    today = timezone.localdate()
    standard = get_object_or_404(standards.published(today), slug=slug)
    parts = {part.number: part for part in standards.components(standard)}
    steps = standards.steps(standard, STEPS) or standards.steps(standard, "self_service")
    number = ServiceComponent.Number.REQUIREMENTS
    return {
        "standard": standard,
        "promise": standards.promise(standard, today),
        "requirements": parts[number].lines if number in parts else [],
        "steps": [step.plain or step.text for step in steps],
        "address": address(slug),
        "today": today,
    }


def address(slug: str) -> str:
    """The card on the internet, for the QR code and for WhatsApp."""
    return settings.SITE_URL.rstrip("/") + reverse("information_card", args=[slug])


def paper(slug: str) -> bytes:
    """The card as a PDF of one or two sheets."""
    facts = card(slug)
    facts |= {"it": {"office": current(), "made_on": facts["today"]}, "qr": qr.png_data_uri(facts["address"])}
    return printer.pdf("documents/card-1.html", facts, title=f"Kartu informasi: {facts['standard'].name}")


def whatsapp(slug: str, phone: str, survey: str = "") -> str:
    """The link that opens WhatsApp with the words ready, the survey's page too where it is offered; nothing is kept."""
    facts = card(slug) if slug else None
    with override("id"):
        words = _("Halo, ini kartu informasi dari %(office)s: %(service)s %(address)s") % {
            "office": current().short_name,
            "service": facts["standard"].name if facts else "",
            "address": facts["address"] if facts else settings.SITE_URL,
        }
        if survey:
            words += " " + _("Bila berkenan, nilai layanan kami, sukarela dan tanpa nama: %(link)s") % {"link": survey}
    return f"{whatsapp_link(phone)}?text={quote(words)}"


@transaction.atomic
def give(
    *, who: Actor, service: str, how: str, person_name: str = "", note: str = "", survey: bool = False, key: str = ""
) -> Visit:
    """One quick row of the agenda: a question was answered, with a card, and the survey offered or not."""
    name = card(service)["standard"].name if service else "Pertanyaan umum"
    now = timezone.now()
    visit = book.by_hand(
        who=who,
        channel=Channel.WHATSAPP if how == "whatsapp" else Channel.INFORMATION,
        service=name,
        kind=Kind.INFORMATION,
        started_at=now,
        ended_at=now,
        result=Result.DONE,
        acts=[Act.INFORMED] if how == "lisan" else [Act.INFORMED, Act.CARD],
        person_name=person_name,
        note="; ".join(filter(None, [HOW[how], note])),
        survey_offered=survey,
        key=key,
    )
    if survey:
        offering.offer(visit, way=offering.Way.QR, who=who)
    return visit
