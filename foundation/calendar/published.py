"""The calendar as published: what the ``holidays`` library knows, and how our table differs from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays as library
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.calendar.models import Holiday, Proposal

LIBRARY = "holidays"
ESTIMATE = " (perkiraan)"


@dataclass(frozen=True, slots=True)
class Day:
    """One published day off."""

    day: date
    name: str
    kind: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which our table is not what is published."""

    change: str
    published: Day

    def __str__(self) -> str:
        sign = {"add": "+", "replace": "~", "remove": "-"}[self.change]
        guess = ESTIMATE if self.published.provisional else ""
        return f"{sign} {self.published.day:%Y-%m-%d} {self.published.name}{guess}"


def source() -> str:
    """Where the days come from, such as ``holidays 0.109``."""
    return f"{LIBRARY} {version(LIBRARY)}"


def days(years: Iterable[int]) -> dict[date, Day]:
    """National holidays and cuti bersama of these years. A day that is both is national."""
    years = list(years)
    found: dict[date, Day] = {}
    for category, kind in (("government", Holiday.Kind.JOINT_LEAVE), ("public", Holiday.Kind.NATIONAL)):
        listed = library.country_holidays("ID", years=years, categories=(category,), language="id")
        for day, label in listed.items():
            found[day] = Day(day, label.replace(ESTIMATE, ""), kind.value, ESTIMATE in label)
    return found


def differences(years: Iterable[int]) -> list[Difference]:
    """What would make our table equal to the published one, by date.

    A day that an admin has confirmed with a decree, entered, or set inactive is the admin's: nothing is proposed.
    """
    years = list(years)
    listed = days(years)
    rows = {row.day: row for row in Holiday.objects.filter(day__year__in=years)}
    changes = [Difference(Proposal.Change.ADD, day) for day in listed.values() if day.day not in rows]
    for row in rows.values():
        if not row.active or row.decree or not row.source.startswith(LIBRARY):
            continue
        ours = Day(row.day, row.name, row.kind, row.provisional)
        theirs = listed.get(row.day)
        if theirs is None:
            changes.append(Difference(Proposal.Change.REMOVE, ours))
        elif theirs != ours:
            changes.append(Difference(Proposal.Change.REPLACE, theirs))
    return sorted(changes, key=lambda change: change.published.day)


def years_without_joint_leave(today: date) -> list[int]:
    """Of this year and the next, those whose cuti bersama is not in the table yet: deadlines there may move."""
    known = set(
        Holiday.objects.filter(
            active=True, kind=Holiday.Kind.JOINT_LEAVE, day__year__in=[today.year, today.year + 1]
        ).values_list("day__year", flat=True)
    )
    return [year for year in (today.year, today.year + 1) if year not in known]


def trouble() -> str:
    """A sentence when cuti bersama of this or the next year is missing, else "" (for /sehat/)."""
    years = ", ".join(str(year) for year in years_without_joint_leave(timezone.localdate()))
    return _("Cuti bersama %(years)s belum ada di tabel hari libur.") % {"years": years} if years else ""
