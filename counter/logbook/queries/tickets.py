"""The story of a queue number as the journal tells it: drawn, called, skipped, come back, sent on, served, done.

The book keeps only the id and the name of a ticket; its story is asked of the journal by that id.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.journal import book as journal
from foundation.journal.models import Entry

TOLD = {
    "ticket.drawn": gettext_lazy("Nomor diambil"),
    "ticket.called": gettext_lazy("Dipanggil"),
    "ticket.skipped": gettext_lazy("Dilewati karena tidak hadir"),
    "ticket.returned": gettext_lazy("Datang lagi, kembali ke urutan paling belakang"),
    "ticket.transferred": gettext_lazy("Dipindahkan ke loket lain"),
    "ticket.served": gettext_lazy("Mulai dilayani"),
    "ticket.finished": gettext_lazy("Selesai dilayani"),
    "ticket.cancelled": gettext_lazy("Dibatalkan pengunjung"),
}
SOURCES = {
    "kiosk": gettext_lazy("di mesin antrean"),
    "desk": gettext_lazy("oleh petugas"),
    "phone": gettext_lazy("dari HP, dengan janji temu"),
}
MOST = 60


def moments(ticket_id: int | None) -> list[dict[str, Any]]:
    """The timeline of one number; empty for a row without one. Why somebody went first is nobody's business here."""
    if ticket_id is None:
        return []
    rows = journal.of(f"ticket:{ticket_id}").filter(kind__in=TOLD)[:MOST]
    return [
        {"title": str(TOLD[row.kind]), "at": row.at, "who": row.name, "text": details(row), "state": "done"}
        for row in rows
    ]


def details(row: Entry) -> str:
    """Where, and for the how manieth time."""
    told = row.data
    words = [str(SOURCES.get(told.get("source", ""), ""))]
    if row.kind == "ticket.drawn" and told.get("priority"):
        words.append(_("antrean prioritas"))
    if row.kind == "ticket.called" and told.get("calls"):
        words.append(_("panggilan ke-%(n)d") % {"n": told["calls"]})
    window = told.get("to") or told.get("window")
    if window:
        words.append(_("Loket %(nomor)s") % {"nomor": window})
    return " · ".join(filter(None, words))
