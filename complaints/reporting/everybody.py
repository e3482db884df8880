"""Figures of a year for everybody: the office's lane, no small cells, counted at most once an hour."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from complaints.reporting import figures as counting
from complaints.reporting import sight
from complaints.reporting.publication import published, total
from complaints.reporting.spans import Span

KEPT_SECONDS = 3600
#: Tables that do not follow from one another: stages would tell the hidden cells of outcomes.
SHOWN = ("kind", "category", "channel", "outcome")


def figures(span: Span) -> dict[str, Any]:
    """What the public page shows of a year, in the reader's language."""
    key = f"complaint-figures:{span.slug}:{get_language()}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = counted(span)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def counted(span: Span) -> dict[str, Any]:
    """Counted and closed: only plain values that anybody may know."""
    rows = sight.public()
    found = counting.of(rows, sight.within(rows, span.starts_on, span.ends_on), span)
    groups = [found.groups[slug] for slug in SHOWN]
    return {
        "name": span.name,
        "total": total(found.total),
        "groups": [{"title": group.title, "head": group.head, "rows": published(group.rows)} for group in groups],
        "months": found.months,
        "trend": [(_("Masuk"), closed(found.came)), (_("Dijawab"), closed(found.done))],
        "paces": [(pace.label, pace.days) for pace in found.paces if pace.reached >= counting.ENOUGH],
    }


def closed(counts: list[int]) -> list[int | None]:
    """A trend without small months."""
    return [count for _label, count in published([(str(at), count) for at, count in enumerate(counts)])]
