"""Working-day arithmetic: pure, no clock, no database.

Working days are Monday to Friday without the given holidays (national days and cuti bersama). Day 1 is the
first working day AFTER the trigger's date, whatever the hour; a trigger on a day off starts on the next
working day just the same (domain.md section 4, whose vectors are the tests).
"""

from collections.abc import Container
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_BREAK = 60  # days off in a row that no calendar has: a guard against a table gone wrong


class NoWorkingDay(ValueError):
    """The table of holidays leaves no working day within two months."""


def is_working_day(day: date, holidays: Container[date] = frozenset()) -> bool:
    """Is the office at work on this day?"""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Container[date] = frozenset()) -> date:
    """The first working day after this day. Raises NoWorkingDay."""
    for _step in range(LONGEST_BREAK):
        day += ONE_DAY
        if is_working_day(day, holidays):
            return day
    raise NoWorkingDay(f"Tidak ada hari kerja dalam {LONGEST_BREAK} hari sampai {day:%d-%m-%Y}.")


def due_on(start: date, working_days: int, holidays: Container[date] = frozenset()) -> date:
    """The last day of a promise of so many working days (>= 0); the day of the trigger is day nought.

    Nought working days: the start itself. Raises ValueError for a negative promise, NoWorkingDay.
    """
    if working_days < 0:
        raise ValueError("A promise cannot end before it begins.")
    day = start
    for _step in range(working_days):
        day = next_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Container[date] = frozenset()) -> int:
    """How many working days lie after ``start`` up to and including ``end``; negative when ``end`` is earlier.

    The inverse of due_on: ``working_days_between(s, due_on(s, n)) == n``.
    """
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=step), holidays) for step in range(1, days + 1))
