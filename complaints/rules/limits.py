"""Arithmetic of limits: from a start, a length and a unit to the last moment. Pure."""

import math
from collections.abc import Container
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from complaints.terms import Unit
from foundation.calendar import rules

OFFICE_TIME = ZoneInfo("Asia/Jakarta")
LAST_MOMENT = time(23, 59, 59)
SECONDS_AN_HOUR = 3600


def end_of(day: date) -> datetime:
    """The last moment of a day in WIB."""
    return datetime.combine(day, LAST_MOMENT, OFFICE_TIME)


def last_moment(start: datetime, length: int, unit: str, holidays: Container[date]) -> datetime:
    """When a limit of so many units ends. Hours run by the clock; days end at midnight WIB, day 1 is tomorrow."""
    if unit == Unit.HOUR:
        return start + timedelta(hours=length)
    day = start.astimezone(OFFICE_TIME).date()
    if unit == Unit.CALENDAR_DAY:
        return end_of(day + timedelta(days=length))
    return end_of(rules.due_on(day, length, holidays))


def elapsed(start: datetime, end: datetime, unit: str, holidays: Container[date]) -> int:
    """How many units a pause took: hours rounded up, days counted as the limit counts them."""
    if unit == Unit.HOUR:
        return math.ceil((end - start).total_seconds() / SECONDS_AN_HOUR)
    first, last = (moment.astimezone(OFFICE_TIME).date() for moment in (start, end))
    if unit == Unit.CALENDAR_DAY:
        return (last - first).days
    return rules.working_days_between(first, last, holidays)


def reminder(due: datetime, start: datetime, days: int, unit: str) -> datetime:
    """When to remind: so many days before the end, but never before the limit began.

    A limit in days has that many whole days left after the day of the reminder, so the day begins with it.
    """
    if unit == Unit.HOUR:
        return max(start, due - timedelta(days=days))
    day = due.astimezone(OFFICE_TIME).date() - timedelta(days=days)
    return max(start, datetime.combine(day, time.min, OFFICE_TIME))


def after_notice(due: datetime, noticed: datetime, days: int) -> datetime:
    """The last moment for somebody who was told at ``noticed``: the limit's own, or so many whole days later."""
    return max(due, end_of(noticed.astimezone(OFFICE_TIME).date() + timedelta(days=days)))
