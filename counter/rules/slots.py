"""The day of a queue: is it open, until when are numbers drawn, which appointment slots does it have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """One day's hours as moments. The break, if there is one, lies between opening and closing."""

    opens: datetime
    closes: datetime
    break_from: datetime | None = None
    break_until: datetime | None = None

    def is_break(self, moment: datetime) -> bool:
        """Are the windows having their break?"""
        return (
            self.break_from is not None
            and self.break_until is not None
            and self.break_from <= moment < self.break_until
        )

    def last_number(self, before_minutes: int) -> datetime:
        """From this moment on no number is drawn any more."""
        return max(self.opens, self.closes - timedelta(minutes=before_minutes))


def starts(hours: Hours, minutes: int, before_minutes: int) -> Iterator[datetime]:
    """When appointment slots begin: from opening to the last number, none that touches the break."""
    at, length = hours.opens, timedelta(minutes=minutes)
    last = hours.last_number(before_minutes)
    while at < last:
        touches = hours.break_from is not None and at < (hours.break_until or at) and at + length > hours.break_from
        if touches and hours.break_until is not None:
            at = hours.break_until
            continue
        yield at
        at += length
