"""When a promise ends: trigger + working days + pauses + holidays.

Day 1 is the first working day after the trigger, whatever the hour. A pause (41) keeps the days
left: the day of the pause is not spent, and day 1 of the rest is the first working day after the answer.
A reset (43) forgets the days spent.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.calendar.rules import due_on, working_days_between


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which the clock stood still: from, until (None while open), and whether it resets."""

    started_on: date
    ended_on: date | None
    resets: bool


def technical_due_on(
    triggered_on: date, working_days: int, pauses: Sequence[Pause], holidays: Container[date]
) -> date | None:
    """The last day of the technical promise, or None while the clock stands still."""
    start, left = triggered_on, working_days
    for pause in sorted(pauses, key=lambda span: span.started_on):
        if pause.ended_on is None:
            return None
        if pause.resets:
            left = working_days
        else:
            left -= spent(start, pause.started_on, holidays)
        start = pause.ended_on
    return due_on(start, max(left, 1), holidays)


def spent(start: date, paused_on: date, holidays: Container[date]) -> int:
    """Working days used up before the day of the pause."""
    if paused_on <= start:
        return 0
    return working_days_between(start, paused_on - timedelta(days=1), holidays)


def share_used(working_days: int, due: date, today: date, holidays: Container[date]) -> int:
    """Per cent of a promise of so many working days that is over; the due day itself is 100, pauses do not count."""
    if today >= due:
        return 100
    left = working_days_between(today, due, holidays)
    return max(working_days - left, 0) * 100 // max(working_days, 1)
