"""Who works where now, who worked where then, and what was left for the next shift."""

import re
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from counter.models import HandoverNote, Shift, Window
from foundation.journal.who import Who

MOST_NOTES = 10


def of_clerk(who: Who) -> Shift | None:
    """The open shift of this person."""
    return Shift.objects.select_related("window").filter(clerk_id=who.user_id, ended_at__isnull=True).first()


def at_window(window_id: int) -> Shift | None:
    """The open shift at this window."""
    rows = Shift.objects.select_related("window", "clerk").filter(window_id=window_id, ended_at__isnull=True)
    return rows.first()


def windows() -> QuerySet[Window]:
    """The windows in use, each with its lines."""
    return Window.objects.filter(is_active=True).prefetch_related("lines")


def open_shifts() -> list[Shift]:
    """Everybody who works at a window now."""
    return list(
        Shift.objects.select_related("window", "clerk").filter(ended_at__isnull=True).order_by("window__number")
    )


def unread_notes() -> list[HandoverNote]:
    """What was left and not yet read, newest first."""
    rows = HandoverNote.objects.select_related("window", "written_by").filter(read_at__isnull=True)
    return list(rows[:MOST_NOTES])


def on_duty(window: str, start: datetime, end: datetime) -> dict[int, str]:
    """Who sat at a window between two moments, and why we think so; complaints ask it (complaints/queries/duty.py).

    ``window`` is what somebody remembers: "2", "loket 2", "Loket 02"; without a number every window counts.
    """
    rows = Shift.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=start), started_at__lte=end)
    if wanted := number_in(window):
        rows = rows.filter(window__number=wanted)
    elif window.strip():
        rows = rows.filter(window__name__icontains=window.strip())
    found = rows.select_related("window").order_by("started_at")
    return {shift.clerk_id: _("bertugas di %(loket)s") % {"loket": shift.window} for shift in found}


def number_in(window: str) -> int:
    """The number in the name of a window; 0 when there is none."""
    found = re.search(r"\d{1,4}", window)
    return int(found[0]) if found else 0
