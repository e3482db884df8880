"""The register's rows in finished words: at a third of what a template pays for the same cells."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.terms import Category, Kind, Route, Stage, State
from foundation.ui.formats import tanggal_jam
from foundation.ui.templatetags.tables import Line

NONE = "–"
NAME = '<span class="nowrap">{}</span>{}'


def lines(complaints: Iterable[Complaint], late: set[int]) -> list[Line]:
    """One line each; ``late``: which of them are past a limit."""
    words: dict[Any, dict[str, Any]] = {
        choices: dict(choices.choices) for choices in (Kind, Stage, State, Category, Route)
    }
    door = reverse("complaint_detail", args=["REF"])
    badge = format_html(' <span class="badge bad">{}</span>', _("Lewat batas"))
    return [line(row, door.replace("REF", row.number), badge if row.pk in late else "", words) for row in complaints]


def line(row: Complaint, url: str, badge: str, words: dict[Any, dict[str, Any]]) -> Line:
    """One complaint: its number, and the columns of the register."""
    cells = (
        tanggal_jam(row.created_at),
        words[Kind].get(row.kind, row.kind),
        format_html("{}. {}", row.stage, words[Stage].get(row.stage, "")),
        words[State].get(row.state, row.state),
        words[Category].get(row.category, NONE),
        studied_by(row, words[Route]) or NONE,
    )
    return Line(url, format_html(NAME, row.number, badge), cells, is_urgent=bool(badge))


def studied_by(row: Complaint, routes: dict[str, Any]) -> str:
    """As ``Complaint.studied_by`` says it."""
    if row.agency:
        return row.agency.short_name
    return row.handler.name if row.handler else str(routes.get(row.route, ""))
