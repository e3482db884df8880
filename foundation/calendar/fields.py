"""Days and moments as people type them, within our times.

At the ends of the calendar a day has no day after it, and Indonesian midnight no name in UTC.
"""

from datetime import date, datetime
from typing import Any

from django import forms

FIRST_YEAR, LAST_YEAR = 1900, 2999


class DayField(forms.DateField):
    """A day."""

    def to_python(self, value: Any) -> date | None:
        """Raises ValidationError also for a day that nobody means."""
        day: date | None = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class MomentField(forms.DateTimeField):
    """A day and a time."""

    def to_python(self, value: Any) -> datetime | None:
        """Raises ValidationError also for a moment that nobody means."""
        at: datetime | None = super().to_python(value)
        if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return at
