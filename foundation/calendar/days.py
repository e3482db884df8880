"""The office's calendar as it stands in the table, and what must happen when it changes.

    from foundation.calendar import days
    days.due_on(received, 5)        # the promise
    days.left(due, today=today)     # working days that remain; negative when late

Whoever stores a deadline stores ``days.version()`` with it and registers with ``days.on_change``; the callback
works the open deadlines out again, in the same transaction as the change.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.calendar import rules
from foundation.calendar.models import CalendarVersion, Holiday
from foundation.journal import book
from foundation.journal.who import Who

SUBJECT = "calendar"
Callback = Callable[[int, Who], None]
_callbacks: list[Callback] = []

#: The days off of the version in force, in this process.
_kept: dict[tuple[int, datetime | None], frozenset[date]] = {}


def on_change(callback: Callback) -> Callback:
    """Call ``callback(version, who)`` in the transaction of every change of the table; usable as a decorator."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def version() -> int:
    """The number of the table as it stands; 0 before the first holiday."""
    return CalendarVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def holidays() -> frozenset[date]:
    """All days off in force. Kept per version and moment of change, so a change is seen at once by every process."""
    row = CalendarVersion.objects.filter(pk=1).values_list("number", "changed_at").first()
    if row is None or row[1] is None:
        return _read()
    found = _kept.get(row)
    if found is None:
        found = _read()
        _kept.clear()  # one version is in force at a time
        _kept[row] = found
    return found


def _read() -> frozenset[date]:
    return frozenset(Holiday.objects.filter(active=True).values_list("day", flat=True))


def due_on(start: date, working_days: int) -> date:
    """The last day of a promise of so many working days that starts running after ``start``."""
    return rules.due_on(start, working_days, holidays())


def left(until: date, *, today: date) -> int:
    """Working days from today to ``until``, the last included; 0 on the day itself, negative when late."""
    return rules.working_days_between(today, until, holidays())


def is_working_day(day: date) -> bool:
    """Is the office at work on this day?"""
    return rules.is_working_day(day, holidays())


@transaction.atomic
def changed(who: Who, *, what: Iterable[dict[str, object]], note: str = "") -> int:
    """The table was changed in this transaction: raise the version, journal it, tell whoever stores deadlines."""
    CalendarVersion.objects.get_or_create(pk=1)
    CalendarVersion.objects.filter(pk=1).update(number=F("number") + 1, changed_at=timezone.now())
    number = version()
    book.record(
        "calendar.changed",
        subject=SUBJECT,
        who=who,
        data={"version": number, "changes": list(what)},
        note=note,
    )
    for callback in _callbacks:
        callback(number, who)
    return number
