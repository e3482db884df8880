"""The paper ticket: 80 mm or 58 mm wide, as a print page and as a PDF."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from counter.models import Ticket
from counter.queries import feed, waiting
from counter.terms import TicketState
from foundation.office.office import current
from foundation.printing import render
from foundation.printing.qr import png_data_uri

WIDTHS = {"80": 150, "58": 140}  # paper in millimetres: width -> height


def width_of(text: str) -> str:
    """The asked width, 80 when it is none that we print on."""
    return text if text in WIDTHS else "80"


def link(ticket: Ticket) -> str:
    """What the QR says: the page of the ticket."""
    return settings.SITE_URL + reverse("queue_ticket", args=[ticket.code])


def facts(ticket: Ticket, *, width: str) -> dict[str, Any]:
    """What the slip shows."""
    state = feed.of_ticket(ticket, waiting.version())
    return {"ticket": ticket, "state": state, "link": link(ticket), "width": width, "calls": waiting.rules().calls}


def pdf(ticket: Ticket, *, width: str) -> bytes:
    """The slip as a PDF; ahead is left out once the ticket no longer waits."""
    office = current()
    it = {
        "office": {"name": office.short_name or office.name},
        "made_on": timezone.localdate(ticket.drawn_at),
        "label": ticket.label,
        "line": ticket.line.name,
        "priority": ticket.priority_word,
        "at": timezone.localtime(ticket.slot_at or ticket.drawn_at),
        "is_slot": ticket.slot_at is not None,
        "is_waiting": ticket.state == TicketState.WAITING,
    }
    context = {**facts(ticket, width=width), "it": it, "height": WIDTHS[width], "qr": png_data_uri(link(ticket))}
    return render.pdf("documents/ticket-1.html", context, title=f"Karcis antrean {ticket.label}")
