"""Who works where now, and what was left for the next shift."""

from django.db.models import QuerySet

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
