"""What a clerk does with the queue at a window: call, recall, skip, transfer, serve, finish.

Two clerks never get the same number: the version row is raised first, so calls come one after another, and the
ticket is taken by a conditional UPDATE whose row count decides. A window has one ticket in hand (the database
refuses a second); whoever opens the console again after a crash finds it there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from counter.actions import version, visits
from counter.models import Shift, Ticket, Window
from counter.queries import waiting
from counter.refusals import Refused
from counter.terms import IN_HAND, TicketState
from foundation.journal import book
from foundation.journal.who import Who

FRESH = {"calls": 0, "window": None, "clerk": None}


def change(ticket: Ticket, states: tuple[TicketState, ...], seen: int | None, **fields: Any) -> Ticket:
    """One conditional UPDATE: the ticket must still be as it was seen. Raises Refused when it has moved on."""
    rows = Ticket.objects.filter(pk=ticket.pk, state__in=states)
    if seen is not None:
        rows = rows.filter(version=seen)
    if rows.update(version=F("version") + 1, **fields) != 1:
        raise Refused(_("Nomor %(nomor)s sudah berubah. Lihat keadaan terbarunya.") % {"nomor": ticket.label})
    return Ticket.objects.select_related("line", "window", "for_window").get(pk=ticket.pk)


def note(kind: str, ticket: Ticket, who: Who, data: Mapping[str, Any] | None = None) -> None:
    """The journal entry of an act."""
    window = ticket.window.number if ticket.window else None
    told = {"label": ticket.label, "window": window, **(data or {})}
    book.record(kind, subject=f"ticket:{ticket.pk}", who=who, data=told)


@transaction.atomic
def call(shift: Shift, *, who: Who, now: datetime | None = None) -> Ticket:
    """Call the next one. With a ticket just called in hand, answers that one: pressing twice calls once.

    Raises Refused while somebody is being served, and when nobody waits.
    """
    version.rise()
    now = now or timezone.now()
    if held := waiting.in_hand(shift.window_id):
        if held.state == TicketState.CALLED:
            return held
        raise Refused(_("Selesaikan dulu %(nomor)s.") % {"nomor": held.label})
    pk = waiting.next_for(shift.window, now)
    if pk is None:
        raise Refused(_("Tidak ada yang menunggu untuk loket ini."))
    ticket = change(
        Ticket.objects.select_related("line").get(pk=pk),
        (TicketState.WAITING,),
        None,
        state=TicketState.CALLED,
        window=shift.window,
        clerk_id=who.user_id,
        calls=1,
        first_called_at=Coalesce("first_called_at", now),
        called_at=now,
    )
    note("ticket.called", ticket, who, {"calls": 1})
    return ticket


@transaction.atomic
def recall(ticket: Ticket, *, seen: int | None = None, who: Who) -> Ticket:
    """Call the same one again. Raises Refused after the last call that the rules allow."""
    version.rise()
    if ticket.calls >= (most := waiting.rules().calls):
        raise Refused(_("Sudah dipanggil %(kali)d kali. Lewati nomor ini.") % {"kali": most})
    ticket = change(ticket, (TicketState.CALLED,), seen, calls=F("calls") + 1, called_at=timezone.now())
    note("ticket.called", ticket, who, {"calls": ticket.calls})
    return ticket


@transaction.atomic
def skip(ticket: Ticket, *, seen: int | None = None, who: Who) -> Ticket:
    """A no-show. Raises Refused before the last call: who is slow on their feet has a right to three."""
    version.rise()
    if ticket.calls < (least := waiting.rules().calls):
        words = {"kali": least, "baru": ticket.calls}
        raise Refused(_("Panggil sampai %(kali)d kali sebelum melewati; baru %(baru)d kali.") % words)
    ticket = change(ticket, (TicketState.CALLED,), seen, state=TicketState.SKIPPED, finished_at=timezone.now())
    note("ticket.skipped", ticket, who)
    return ticket


@transaction.atomic
def serve(ticket: Ticket, *, seen: int | None = None, who: Who) -> Ticket:
    """The person stands at the window: a row of the agenda begins."""
    version.rise()
    now = timezone.now()
    ticket = change(ticket, (TicketState.CALLED,), seen, state=TicketState.SERVING, served_at=now, clerk_id=who.user_id)
    visits.begin(ticket, who=who)
    note("ticket.served", ticket, who)
    return ticket


@transaction.atomic
def finish(
    ticket: Ticket, *, result: str, remark: str = "", survey: visits.Survey | None = None, seen: int | None = None,
    who: Who,
) -> Ticket:  # fmt: skip
    """The help is over: the row of the agenda ends. A called person who is helped in passing is served and done.

    ``survey``: how the survey is offered to whoever leaves; it stands in the row.
    """
    version.rise()
    now = timezone.now()
    was_called = ticket.state == TicketState.CALLED
    done = change(ticket, IN_HAND, seen, state=TicketState.DONE, finished_at=now, served_at=Coalesce("served_at", now))
    if was_called:
        visits.begin(done, who=who)
    note("ticket.finished", done, who, {"result": result})
    if survey is not None:
        visits.offer(done, survey, who=who)
    visits.end(done, result=result, remark=remark, who=who)
    return done


@transaction.atomic
def transfer(ticket: Ticket, to: Window, *, seen: int | None = None, who: Who) -> Ticket:
    """Send the person to another window, where they go first. Raises Refused when nobody works there."""
    version.rise()
    if not Shift.objects.filter(window=to, ended_at__isnull=True).exclude(window_id=ticket.window_id or 0).exists():
        raise Refused(_("%(loket)s tidak sedang melayani. Pilih loket lain.") % {"loket": to})
    note("ticket.transferred", ticket, who, {"to": to.number})
    return change(ticket, IN_HAND, seen, state=TicketState.WAITING, for_window=to, **FRESH)


@transaction.atomic
def come_back(ticket: Ticket, *, who: Who) -> Ticket:
    """A no-show has come after all: to the end of the queue, once, on the same day. Raises Refused."""
    version.rise()
    now = timezone.now()
    if ticket.on_day != timezone.localdate(now) or not ticket.can_return:
        raise Refused(_("Nomor ini tidak dapat kembali ke antrean. Ambil nomor baru."))
    ticket = change(
        ticket, (TicketState.SKIPPED,), ticket.version, state=TicketState.WAITING, place=now, returned_at=now,
        finished_at=None, for_window=None, slot_at=None, **FRESH,
    )  # fmt: skip
    note("ticket.returned", ticket, who)
    return ticket


@transaction.atomic
def cancel(ticket: Ticket, *, who: Who) -> Ticket:
    """The person gives the number up. Its place in a slot is free again."""
    version.rise()
    ticket = change(ticket, (TicketState.WAITING,), None, state=TicketState.CANCELLED, finished_at=timezone.now())
    note("ticket.cancelled", ticket, who)
    return ticket
