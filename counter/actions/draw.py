"""Drawing a number: gap-free per letter and day, never twice, one per tap."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from counter.actions import version
from counter.models import Device, Line, Ticket
from counter.queries import hours, slots
from counter.refusals import Refused
from counter.terms import Priority, Source, TicketState
from foundation.journal import book
from foundation.journal.who import Who
from foundation.numbers import counter
from licensing.rules.numbering import verification_code


def now_in_line(
    line: Line,
    *,
    who: Who,
    tap: uuid.UUID,
    source: Source,
    priority: Priority = Priority.NONE,
    device: Device | None = None,
) -> Ticket:
    """A number for somebody who stands in the office. Raises Refused outside the hours of the line.

    The same ``tap`` again answers the ticket that it already became, also when the queue has closed meanwhile.
    """
    if already := of_tap(tap):
        return already
    now = timezone.now()
    today = timezone.localdate(now)
    if why := hours.why_closed(line, now, hours.of(today)):
        raise Refused(why)
    ticket = Ticket(
        line=line, day=today, on_day=today, source=source, priority=priority, device=device, place=now, drawn_at=now
    )
    return keep(ticket, tap=tap, who=who)


def for_slot(line: Line, slot_at: datetime, *, who: Who, tap: uuid.UUID, priority: Priority = Priority.NONE) -> Ticket:
    """A number for an appointment, from a phone. Raises Refused when the slot is taken, past or no slot."""
    if already := of_tap(tap):
        return already
    if slot_at not in slots.open_slots(line, timezone.localdate(slot_at)):
        raise Refused(_("Slot ini sudah penuh atau lewat. Pilih slot lain."))
    day = timezone.localdate(slot_at)
    ticket = Ticket(
        line=line, day=day, on_day=day, source=Source.PHONE, priority=priority, slot_at=slot_at, place=slot_at
    )
    return keep(ticket, tap=tap, who=who)


def of_tap(tap: uuid.UUID) -> Ticket | None:
    """The ticket that this tap already became."""
    return Ticket.objects.select_related("line", "window").filter(tap=tap).first()


def keep(ticket: Ticket, *, tap: uuid.UUID, who: Who) -> Ticket:
    """The row, its number, its journal entry. Two taps at one moment become one ticket."""
    try:
        with transaction.atomic():
            ticket.tap, ticket.code = tap, verification_code()
            ticket.number = counter.draw(f"ticket:{ticket.line.letter}", str(ticket.day))
            refuse_full(ticket)
            ticket.save(force_insert=True)
            book.record(
                "ticket.drawn",
                subject=f"ticket:{ticket.pk}",
                who=who,
                data={"label": ticket.label, "source": ticket.source, "priority": ticket.priority},
            )
            version.rise()
    except IntegrityError:
        if already := of_tap(tap):
            return already
        raise
    return ticket


def refuse_full(ticket: Ticket) -> None:
    """The day's limit and the places of a slot, while the number's row is held; a refusal gives the number back."""
    line = ticket.line
    if line.daily_limit is not None and taken(line, ticket.day) >= line.daily_limit:
        raise Refused(
            _("Nomor %(layanan)s untuk hari itu sudah habis. Tanyakan kepada petugas informasi.")
            % {"layanan": line.name}
        )
    if ticket.slot_at is None:
        return
    booked = Ticket.objects.filter(line=line, slot_at=ticket.slot_at).exclude(state=TicketState.CANCELLED).count()
    if booked >= line.slot_places:
        raise Refused(_("Slot ini baru saja terisi. Pilih slot lain."))


def taken(line: Line, day: date) -> int:
    """How many numbers of a day are used; a cancelled one is free again."""
    return Ticket.objects.filter(line=line, day=day).exclude(state=TicketState.CANCELLED).count()
