"""Who waits, in which order, and how long it may take."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.db.models import QuerySet
from django.utils import timezone

from counter.models import Line, QueueRules, QueueVersion, Shift, Ticket, Window
from counter.rules.fairness import Waiting, choose
from counter.terms import IN_HAND, TicketState

SLOT_EARLY = timedelta(minutes=10)  # an appointment may be called this long before its slot begins
LOOK_BACK = 20  # calls of a line that the fair rule needs to see; more than it ever allows in a row
COLUMNS = ("pk", "line_id", "place", "priority", "returned_at", "for_window_id", "slot_at")


def rules() -> QueueRules:
    """The rules of the house; the defaults when nobody has set any."""
    return QueueRules.objects.filter(pk=1).first() or QueueRules(pk=1)


def version() -> int:
    """How often the queue has changed: one cheap query."""
    return QueueVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def waiting(lines: Iterable[int], day: date) -> list[Waiting]:
    """Everybody who waits on this day in these lines."""
    rows = Ticket.objects.filter(on_day=day, state=TicketState.WAITING, line_id__in=list(lines))
    return [
        Waiting(pk, line, place, bool(priority) and returned is None, window, slot)
        for pk, line, place, priority, returned, window, slot in rows.values_list(*COLUMNS)
    ]


def may_come(one: Waiting, now: datetime) -> bool:
    """An appointment is not called before its time."""
    return one.slot_at is None or one.place <= now + SLOT_EARLY


def streak(line: int, day: date) -> int:
    """How many priority tickets of a line were called last in a row."""
    called = Ticket.objects.filter(on_day=day, line_id=line, first_called_at__isnull=False)
    latest = called.order_by("-first_called_at", "-pk").values_list("priority", flat=True)[:LOOK_BACK]
    count = 0
    for priority in latest:
        if not priority:
            break
        count += 1
    return count


def run_at(window: Window, day: date) -> int:
    """How many priority tickets this window called last in a row, of whatever lines."""
    called = Ticket.objects.filter(on_day=day, window=window, called_at__isnull=False)
    latest = called.order_by("-called_at", "-pk").values_list("priority", "returned_at")[:LOOK_BACK]
    return len(list(takewhile(lambda row: row[0] and row[1] is None, latest)))


def next_for(window: Window, now: datetime) -> int | None:
    """The row of the ticket that this window calls next; None when nobody waits for it."""
    day = timezone.localdate(now)
    own = set(window.lines.values_list("pk", flat=True))
    sent = Ticket.objects.filter(on_day=day, state=TicketState.WAITING, for_window=window)
    lines = own | set(sent.values_list("line_id", flat=True))
    here = [
        one
        for one in waiting(lines, day)
        if one.for_window == window.pk or (one.for_window is None and one.line in own and may_come(one, now))
    ]
    streaks = {line: streak(line, day) for line in {one.line for one in here if one.is_priority}}
    run = run_at(window, day) if streaks else 0
    chosen = choose(here, streaks, most=rules().priority_in_a_row, window=window.pk, run=run)
    return chosen.pk if chosen else None


def open_windows(line: int) -> int:
    """How many windows serve a line now."""
    return Shift.objects.filter(ended_at__isnull=True, window__lines=line).count()


def of_code(code: str) -> Ticket | None:
    """The ticket of the person who holds its code."""
    return Ticket.objects.select_related("line", "window", "for_window").filter(code=code).first()


def lines() -> QuerySet[Line]:
    """The services of the queue that are in use."""
    return Line.objects.filter(is_active=True)


def in_hand(window_id: int) -> Ticket | None:
    """The ticket that this window has called or serves."""
    held = Ticket.objects.filter(window_id=window_id, state__in=IN_HAND)
    return held.select_related("line", "window").first()
