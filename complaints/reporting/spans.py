"""Spans of a report: a month or a year, and the months that a trend shows. Pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _

from foundation.identity.digits import whole_number

FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    starts_on: date
    ends_on: date

    @property
    def name(self) -> str:
        """``November 2026`` or ``Tahun 2026``."""
        if self.starts_on.month == 1 and self.ends_on.month == 12:
            return _("Tahun %(year)d") % {"year": self.starts_on.year}
        return f"{MONTHS[self.starts_on.month]} {self.starts_on.year}"

    @property
    def slug(self) -> str:
        """``2026-11`` or ``2026``: for file names."""
        is_year = self.starts_on.month == 1 and self.ends_on.month == 12
        return str(self.starts_on.year) if is_year else f"{self.starts_on:%Y-%m}"


def month(year: int, number: int) -> Span:
    """A month."""
    return Span(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Span:
    """A year."""
    return Span(date(number, 1, 1), date(number, 12, 31))


def chosen(said_year: str, said_month: str, *, today: date) -> Span:
    """The span of two words of an address; what makes no sense is this year."""
    number, which = whole_number(said_year) or 0, whole_number(said_month) or 0
    number = number if FIRST_YEAR <= number <= today.year else today.year
    return month(number, which) if 1 <= which <= 12 else year(number)


def trend(span: Span) -> list[date]:
    """First days of the twelve months that end with the span."""
    last = span.ends_on.year * 12 + span.ends_on.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(last - 11, last + 1)]


def short(day: date) -> str:
    """``Nov 26``: a month under a column."""
    return f"{MONTHS_3[day.month].title()[:3]} {day:%y}"


def months() -> Iterator[tuple[str, str]]:
    """The months to choose from; blank: the whole year."""
    yield "", _("Setahun")
    yield from ((str(number), str(MONTHS[number])) for number in range(1, 13))
