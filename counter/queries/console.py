"""What the console shows: the ticket in hand, who waits, today's no-shows, notes, the clerk's own rows."""

from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from counter.models import Shift, Ticket
from counter.queries import feed, shifts, waiting
from counter.terms import TicketState

MOST = 6


def picture(shift: Shift, actor: Actor) -> dict[str, Any]:
    """Everything on the screen of this shift."""
    hall = feed.hall()
    own = {line.letter for line in shift.window.lines.all()}
    rules = waiting.rules()
    return {
        "shift": shift,
        "held": waiting.in_hand(shift.window_id),
        "hall": hall,
        "lines": [row for row in hall["lines"] if row["letter"] in own],
        "other_lines": [row for row in hall["lines"] if row["letter"] not in own],
        "others": [other for other in shifts.open_shifts() if other.pk != shift.pk],
        "notes": shifts.unread_notes(),
        "rules": rules,
        "absent": absent(),
        "actor": actor,
    }


def absent() -> list[Ticket]:
    """Today's no-shows who may still come back."""
    rows = Ticket.objects.filter(
        on_day=timezone.localdate(), state=TicketState.SKIPPED, returned_at__isnull=True
    ).select_related("line", "window")
    return list(rows.order_by("-finished_at")[:MOST])


def choices() -> list[dict[str, Any]]:
    """The windows, each with whoever works there now."""
    taken = {shift.window_id: shift for shift in shifts.open_shifts()}
    return [
        {"window": window, "lines": ", ".join(line.name for line in window.lines.all()), "shift": taken.get(window.pk)}
        for window in shifts.windows()
    ]
