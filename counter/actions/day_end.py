"""The end of the day by rule: nobody is left waiting for ever, no window open, no row of the agenda running.

Recurring work. A day is over an hour after its closing (or at midnight): who waits is closed or carried to the
next open day, as the rules of the house say; appointments are never carried. Whoever is still being served at
midnight was forgotten: the ticket is done, its row ends as "berlanjut", and every open shift is ended.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from counter.actions import shifts, version, visits
from counter.logbook.terms import Result
from counter.models import Shift, Ticket
from counter.queries import hours, waiting
from counter.terms import Leftover, TicketState
from foundation.journal import book
from foundation.journal.who import Who

GRACE = timedelta(hours=1)
UNSERVED = (TicketState.WAITING, TicketState.CALLED)
MIDNIGHT = datetime.min.time()


def run(_task: object = None) -> None:
    """Close every day that is over. Safe to run again and again."""
    now = timezone.now()
    today = timezone.localdate(now)
    days = Ticket.objects.filter(state__in=UNSERVED, on_day__lte=today).order_by().values_list("on_day", flat=True)
    for day in sorted(set(days)):
        if is_over(day, now):
            settle_waiting(day)
    settle_forgotten(today)


def is_over(day: date, now: datetime) -> bool:
    """An hour after closing, or at midnight."""
    if day < timezone.localdate(now):
        return True
    open_hours = hours.of(day)
    return open_hours is not None and now >= open_hours.closes + GRACE


@transaction.atomic
def settle_waiting(day: date) -> None:
    """Close or carry who still waits on this day."""
    version.rise()
    rows = Ticket.objects.filter(on_day=day, state__in=UNSERVED)
    following = hours.next_open(max(day, timezone.localdate()))
    carried = 0
    if waiting.rules().leftover == Leftover.CARRY and following is not None:
        walk_in = rows.filter(slot_at__isnull=True)
        carried = walk_in.update(
            on_day=following[0], state=TicketState.WAITING, for_window=None, window=None, calls=0,
            version=F("version") + 1,
        )  # fmt: skip
    closed = rows.update(state=TicketState.CLOSED, finished_at=timezone.now(), version=F("version") + 1)
    data = {"day": day.isoformat(), "closed": closed, "carried": carried}
    book.record("queue.day_ended", subject=f"queue:{day.isoformat()}", who=book.SYSTEM, data=data)


@transaction.atomic
def settle_forgotten(today: date) -> None:
    """Tickets in service and shifts of days before."""
    forgotten = list(Ticket.objects.filter(on_day__lt=today, state=TicketState.SERVING).select_related("line"))
    left_open = list(Shift.objects.filter(ended_at__isnull=True, started_at__lt=hours.moment(today, MIDNIGHT)))
    if not forgotten and not left_open:
        return
    version.rise()
    for ticket in forgotten:
        held = Ticket.objects.filter(pk=ticket.pk, state=TicketState.SERVING, version=ticket.version)
        if held.update(state=TicketState.DONE, finished_at=timezone.now(), version=F("version") + 1):
            who = Who(user_id=None, role="system", name="Sistem", channel="system")
            book.record("ticket.finished", subject=f"ticket:{ticket.pk}", who=who, data={"label": ticket.label})
            visits.end(ticket, result=Result.CONTINUES, remark=_("Tidak ditutup petugas; ditutup akhir hari."), who=who)
    for shift in left_open:
        shifts.close(shift, who=book.SYSTEM, why="day_end")
