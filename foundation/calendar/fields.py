"""Days and moments as people type them, within our times.

At the ends of the calendar a day has no day after it, and Indonesian midnight no name in UTC.
"""

from datetime import date

from django import forms

FIRST_YEAR, LAST_YEAR = 1900, 2999


def within_our_times(day: date) -> None:
    """Raises ValidationError for a year that nobody means; the field says it as it says any unreadable day."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError("", code="invalid")


class DayField(forms.DateField):
    """A day."""

    default_validators = [within_our_times]


class MomentField(forms.DateTimeField):
    """A day and a time."""

    default_validators = [within_our_times]
