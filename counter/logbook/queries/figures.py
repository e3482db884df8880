"""Totals and averages of a filter: sums over days where one column is named, a bounded count where several are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Avg, Count, IntegerField, QuerySet, Sum
from django.db.models.functions import Cast

from accounts.actors import Actor
from accounts.models import Agency, User
from counter.logbook.columns import COLUMNS
from counter.logbook.models import DayTotal, Visit
from counter.logbook.queries.rows import Wanted, found, scope
from counter.logbook.terms import Channel, Result

MOST_COUNTED = 2000  # what a page counts by itself; /agenda/ringkasan/ counts the rest when asked
MOST_FOUND = 500  # rows of a search lie scattered: each costs three looks
CHOICES_SECONDS = 60
WORDS: dict[str, Any] = {"channel": Channel, "result": Result}


@dataclass(frozen=True, slots=True)
class Figures:
    """``visits`` ended rows, their mean length in minutes, documents handed over, surveys offered.

    ``is_capped``: there are more than ``visits`` rows, and the other figures are those of the first ones.
    ``is_open``: not counted at all (words *and* columns: nothing bounds what a count would have to look at).
    """

    visits: int
    minutes: float | None
    documents: int
    surveys: int
    is_capped: bool = False
    is_open: bool = False


def figures(actor: Actor, wanted: Wanted) -> Figures:
    """The totals above the list. Never more than a few milliseconds, however many rows there are."""
    bound = scope(actor)
    if bound is None:
        return Figures(0, None, 0, 0)
    named = bound | wanted.values
    clashes = any(wanted.values.get(name, value) != value for name, value in bound.items())
    plain = not (wanted.has_words or wanted.mobile_day or wanted.without_sigap or wanted.with_replaced)
    if plain and len(named) <= 1 and not clashes:
        return from_days(wanted, named)
    if wanted.has_words and (named or not plain_but_words(wanted)):
        return Figures(0, None, 0, 0, is_open=True)
    most = MOST_FOUND if wanted.has_words else MOST_COUNTED
    return counted(found(actor, wanted).filter(ended_at__isnull=False)[: most + 1], most)


def plain_but_words(wanted: Wanted) -> bool:
    """Nothing but days and words?"""
    return not (wanted.values or wanted.mobile_day or wanted.without_sigap or wanted.with_replaced)


def from_days(wanted: Wanted, named: dict[str, Any]) -> Figures:
    """A sum over the running totals of the days."""
    dimension, value = next(iter(named.items()), ("", ""))
    days = in_days(DayTotal.objects.filter(dimension=dimension, value=str(value)), wanted.since, wanted.until)
    sums = days.aggregate(v=Sum("visits"), s=Sum("seconds"), d=Sum("documents"), q=Sum("surveys"))
    visits = sums["v"] or 0
    return Figures(visits, sums["s"] / visits / 60 if visits else None, sums["d"] or 0, sums["q"] or 0)


def in_days(rows: QuerySet[DayTotal], since: date | None, until: date | None) -> QuerySet[DayTotal]:
    """Totals of these days, both inclusive."""
    rows = rows.filter(day__gte=since) if since else rows
    return rows.filter(day__lte=until) if until else rows


def counted(rows: QuerySet[Visit], most: int | None = MOST_COUNTED) -> Figures:
    """Count rows themselves; a sliced query counts no further than its slice."""
    survey = Cast("survey_offered", IntegerField())
    sums = rows.aggregate(v=Count("number"), s=Avg("seconds"), d=Sum("document_count"), q=Sum(survey))
    capped = most is not None and sums["v"] > most
    minutes = sums["s"] / 60 if sums["s"] is not None else None
    return Figures(most if capped and most else sums["v"], minutes, sums["d"] or 0, sums["q"] or 0, capped)


def everything(actor: Actor, wanted: Wanted) -> Figures:
    """The same without a bound: for the page that somebody asked to count it all. Rows that have ended."""
    return counted(found(actor, wanted).filter(ended_at__isnull=False), None)


def breakdown(actor: Actor, wanted: Wanted, dimension: str) -> list[tuple[str, int, float]]:
    """Rows and mean minutes per value of one column, the most frequent first."""
    rows = found(actor, wanted).filter(ended_at__isnull=False).values(dimension)
    sums = rows.annotate(visits=Count("id"), length=Avg("seconds")).order_by("-visits", dimension)
    return [(str(row[dimension] or ""), row["visits"], row["length"] / 60) for row in sums[:50]]


def values_of(dimension: str) -> list[str]:
    """The values that a column has ever had, for the choices of the filter; remembered for a minute."""

    def ask() -> list[str]:
        rows = DayTotal.objects.filter(dimension=dimension, visits__gt=0).values_list("value", flat=True)
        return sorted(rows.distinct())

    return list(cache.get_or_set(f"logbook-values-{dimension}", ask, CHOICES_SECONDS) or [])


def title_of(dimension: str) -> str:
    """The heading of a breakdown."""
    keys = {"officer_id": "officer_name", "agency_id": "agency_name"}
    return str(COLUMNS[keys.get(dimension, dimension)].heading)


def named(dimension: str, parts: list[tuple[str, int, float]]) -> list[tuple[str, int, float]]:
    """The values of a breakdown as people call them."""
    labels: dict[str, str] = {"": "–"}
    if dimension == "officer_id":
        ids = [int(value) for value, _visits, _minutes in parts if value]
        labels |= {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}
    elif dimension == "agency_id":
        labels |= {str(pk): name for pk, name in Agency.objects.values_list("pk", "short_name")}
    elif dimension in WORDS:
        labels |= {value: str(label) for value, label in WORDS[dimension].choices}
    return [(labels.get(value, value), visits, minutes) for value, visits, minutes in parts]
