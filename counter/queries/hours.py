"""When the queue is open. A special day wins over holidays, holidays over the week of the office."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from counter.models import Line, SpecialDay
from counter.rules.slots import Hours
from foundation.calendar import days
from foundation.office.office import current
from foundation.ui import formats

LOOK_AHEAD = 30


def of(day: date) -> Hours | None:
    """The hours of a day; None when it is closed."""
    special = SpecialDay.objects.filter(day=day).first()
    if special is not None:
        if special.opens_at is None or special.closes_at is None:
            return None
        return Hours(moment(day, special.opens_at), moment(day, special.closes_at))
    week = current().hours.filter(weekday=day.weekday()).first()
    if week is None or day in days.holidays():
        return None
    pause = (week.break_from, week.break_until)
    return Hours(
        moment(day, week.opens_at),
        moment(day, week.closes_at),
        *(moment(day, at) if at is not None else None for at in pause),
    )


def moment(day: date, at: time) -> datetime:
    """A time of a day in the office's time."""
    return timezone.make_aware(datetime.combine(day, at))


def next_open(after: date) -> tuple[date, Hours] | None:
    """The first open day after this one; None when a month ahead is closed."""
    ahead = (after + timedelta(days=count) for count in range(1, LOOK_AHEAD))
    return next(((day, hours) for day in ahead if (hours := of(day)) is not None), None)


def coming(first: date, count: int) -> list[tuple[date, Hours]]:
    """Up to so many open days from this one on, this one included."""
    found: list[tuple[date, Hours]] = []
    day = first
    while len(found) < count and day < first + timedelta(days=LOOK_AHEAD):
        if hours := of(day):
            found.append((day, hours))
        day += timedelta(days=1)
    return found


def why_closed(line: Line | None, now: datetime, hours: Hours | None) -> str:
    """Why no number of this line (or of any) can be drawn now; "" when one can."""
    today = timezone.localdate(now)
    if hours is None:
        return closed_until(today, _("Antrean tutup hari ini."))
    if now < hours.opens:
        return _("Antrean buka pukul %(jam)s.") % {"jam": formats.jam(hours.opens)}
    if now >= (hours.last_number(line.last_before_minutes) if line else hours.closes):
        return closed_until(today, _("Pengambilan nomor untuk hari ini sudah ditutup."))
    return ""


def closed_until(today: date, sentence: str) -> str:
    """The sentence, with the next opening."""
    if (found := next_open(today)) is None:
        return sentence
    day, hours = found
    words = {"hari": formats.hari_tanggal(day), "jam": formats.jam(hours.opens)}
    return sentence + " " + _("Buka lagi %(hari)s pukul %(jam)s.") % words
