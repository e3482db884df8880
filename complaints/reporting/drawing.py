"""The report as a PDF: figures in, bytes out."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from complaints.models import PlanItem
from complaints.reporting.figures import Figures
from foundation.office.office import current
from foundation.printing import render

TEMPLATE = "documents/complaint_report-1.html"
CHARTED = ("kind", "category", "subject", "channel", "agency")
LISTED = ("stage", "state", "outcome")


def draw(found: Figures, plan: Sequence[PlanItem], *, made_on: date, by: str) -> bytes:
    """The PDF of a report."""
    title = _("Laporan Pengaduan %(span)s") % {"span": found.span.name}
    return render.pdf(TEMPLATE, context(found, plan, made_on, by), title=title, keywords=_("pengaduan, laporan"))


def context(found: Figures, plan: Sequence[PlanItem], made_on: date, by: str) -> dict[str, Any]:
    """What the template writes down."""
    office = current()
    trend = [(_("Masuk"), found.came), (_("Dijawab"), found.done)]
    return {
        "it": SimpleNamespace(office=office.as_printed(), made_on=made_on),
        "figures": found,
        "charted": [found.groups[slug] for slug in CHARTED],
        "listed": [found.groups[slug] for slug in LISTED],
        "trend": trend,
        "plan": plan,
        "by": by,
    }
