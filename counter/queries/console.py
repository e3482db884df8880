"""What the console shows: the ticket in hand, who waits, today's no-shows, notes, the clerk's own rows."""

from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from counter.assisted.queries.sessions import calls_for_help
from counter.logbook.models import Visit
from counter.logbook.queries import rows
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
        "rows": of_today(actor),
        "actor": actor,
        "calls_for_help": calls_for_help(),
    }


def of_today(actor: Actor) -> list[Visit]:
    """The clerk's own rows of the agenda of today, newest first."""
    today = timezone.localdate()
    mine = rows.visible_to(actor).filter(rows.between(today, today), officer_id=actor.user_id)
    return list(rows.current(mine).order_by("-started_at", "-id")[:MOST])


def absent() -> list[Ticket]:
    """Today's no-shows who may still come back."""
    gone = Ticket.objects.filter(
        on_day=timezone.localdate(), state=TicketState.SKIPPED, returned_at__isnull=True
    ).select_related("line", "window")
    return list(gone.order_by("-finished_at")[:MOST])


def choices() -> list[dict[str, Any]]:
    """The windows, each with whoever works there now."""
    taken = {shift.window_id: shift for shift in shifts.open_shifts()}
    return [
        {"window": window, "lines": ", ".join(line.name for line in window.lines.all()), "shift": taken.get(window.pk)}
        for window in shifts.windows()
    ]
