"""What board, phones and consoles ask every few seconds, and how they learn that nothing has changed.

The version row is the whole question: one cheap query, and 304 while the answer is the same. The answer itself is
made once per version and minute (the clock opens and closes lines) and kept in the cache for everybody.
"""

from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone, translation

from counter.assisted.queries.sessions import calls_for_help
from counter.models import Ticket
from counter.models.tickets import label_of
from counter.queries import hours, shifts, waiting
from counter.rules.fairness import order
from counter.terms import IN_HAND, TicketState
from foundation.ui import formats

LAST_CALLS = 5
KEEP_SECONDS = 120


def stamp(version: int, now: datetime) -> str:
    """The name of an answer: version of the queue, and the minute."""
    return f"{version}-{timezone.localtime(now):%Y%m%d%H%M}"


def hall(version: int | None = None) -> dict[str, Any]:
    """Lines, windows, last calls: nothing about any person. From the cache while it is the same."""
    now = timezone.now()
    name = stamp(waiting.version() if version is None else version, now)
    key = f"queue:hall:{translation.get_language()}:{name}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = {"version": name, **drawn(now)}
        cache.set(key, found, KEEP_SECONDS)
    return found


def drawn(now: datetime) -> dict[str, Any]:
    """The hall as it stands."""
    today = timezone.localdate(now)
    open_hours = hours.of(today)
    lines = [
        {**row, "closed": hours.why_closed(line, now, open_hours)}
        for line, row in zip(waiting.lines(), lines_of_today(today), strict=True)
    ]
    return {
        "lines": lines,
        "windows": windows_of_today(),
        "calls": last_calls(today),
        "waiting": sum(row["waiting"] for row in lines),
        "closed": hours.why_closed(None, now, open_hours),
        "is_break": open_hours is not None and open_hours.is_break(now),
        "announcement": waiting.rules().announcement,
        "help": [[guest.device_name, formats.jam(guest.help_asked_at)] for guest in calls_for_help()],
    }


def lines_of_today(today: date) -> list[dict[str, Any]]:
    """Each line with how many wait and whom it called last."""
    now_waiting = Count("tickets", filter=Q(tickets__on_day=today, tickets__state=TicketState.WAITING))
    rows = waiting.lines().annotate(waiting=now_waiting)
    called = Ticket.objects.filter(on_day=today, called_at__isnull=False).order_by("called_at")
    last = {line: (number, day) for line, number, day in called.values_list("line_id", "number", "day")}
    return [
        {
            "letter": row.letter,
            "name": row.name,
            "waiting": row.waiting,
            "last": label_of(row.letter, *last[row.pk], today) if row.pk in last else "",
        }
        for row in rows
    ]


def windows_of_today() -> list[dict[str, Any]]:
    """Every window in use: is anybody there, and with which number."""
    tickets = Ticket.objects.filter(state__in=IN_HAND).select_related("line")
    held = {ticket.window_id: ticket for ticket in tickets}
    staffed = {shift.window_id for shift in shifts.open_shifts()}
    return [
        {
            "number": window.number,
            "name": window.name or ", ".join(line.name for line in window.lines.all()),
            "label": held[window.pk].label if window.pk in held else "",
            "is_open": window.pk in staffed,
        }
        for window in shifts.windows()
    ]


def last_calls(today: date) -> list[dict[str, Any]]:
    """The last calls, newest first. ``call`` differs for each call and recall, so that a voice speaks it once."""
    called = Ticket.objects.filter(on_day=today, called_at__isnull=False, window__isnull=False)
    latest = called.select_related("line", "window").order_by("-called_at", "-pk")[:LAST_CALLS]
    return [
        {
            "call": f"{ticket.pk}-{ticket.called_at.timestamp():.3f}",
            "label": ticket.label,
            "window": ticket.window.number,
            "line": ticket.line.name,
            "is_now": ticket.state in IN_HAND,
        }
        for ticket in latest
        if ticket.called_at is not None and ticket.window is not None
    ]


def ahead_of(ticket: Ticket, version: int) -> int:
    """People ahead of a waiting ticket."""
    called, _windows = coming(ticket, version)
    return called.index(ticket.pk) if ticket.pk in called else 0


def coming(ticket: Ticket, version: int) -> tuple[list[int], int]:
    """The order of the ticket's line and how many windows serve it: worked out once per version, for everybody."""
    name = f"queue:coming:{ticket.line_id}:{ticket.on_day}:{version}"
    found: tuple[list[int], int] | None = cache.get(name)
    if found is None:
        line = waiting.waiting([ticket.line_id], ticket.on_day)
        streak = waiting.streak(ticket.line_id, ticket.on_day)
        called = order(line, streak, most=waiting.rules().priority_in_a_row)
        found = (called, waiting.open_windows(ticket.line_id))
        cache.set(name, found, KEEP_SECONDS)
    return found


def of_ticket(ticket: Ticket, version: int) -> dict[str, Any]:
    """The page of one ticket as its phone asks for it."""
    is_waiting = ticket.state == TicketState.WAITING
    ahead = ahead_of(ticket, version) if is_waiting else 0
    minutes = ahead * ticket.line.minutes_each / max(1, coming(ticket, version)[1]) if ahead else 0
    if is_waiting and ticket.slot_at is not None:  # nobody is called before their appointment
        minutes = max(minutes, (ticket.slot_at - timezone.now()).total_seconds() / 60)
    return {
        "state": ticket.state,
        "word": str(ticket.state_word.label),
        "ahead": ahead,
        "minutes": round(minutes),
        "window": ticket.window.number if ticket.window else None,
        "calls": ticket.calls,
        "can_return": ticket.can_return,
    }
