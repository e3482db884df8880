"""The queue writes the agenda: a served ticket is a row, its end is the row's end. Nobody types anything twice."""

from dataclasses import dataclass

from counter.logbook import book
from counter.logbook.models import Visit
from counter.logbook.settling import offering
from counter.logbook.terms import Act, Channel, Kind
from counter.models import Ticket
from counter.refusals import Refused
from foundation.journal.who import Who
from foundation.messaging.letters import Recipient


@dataclass(frozen=True, slots=True)
class Survey:
    """How the survey is offered, and where a message would go."""

    way: offering.Way
    to: Recipient | None = None


def begin(ticket: Ticket, *, who: Who) -> Visit:
    """The row of a ticket: a new one, or the running one that another window began."""
    window = str(ticket.window.number) if ticket.window else ""
    running = of(ticket)
    if running is not None and running.ended_at is None:
        visit = book.take_over(running, who=who, window=window)
    else:
        visit = book.open_visit(
            who=who,
            channel=Channel.INFORMATION if ticket.line.kind == Kind.INFORMATION else Channel.ASSISTED,
            kind=ticket.line.kind,
            service=ticket.line.name,
            ticket_id=ticket.pk,
            ticket_label=ticket.label,
            window=window,
            started_at=ticket.served_at,
        )
    book.add_act(visit, who=who, kind=Act.SERVED)
    Ticket.objects.filter(pk=ticket.pk).update(visit_id=visit.pk)
    ticket.visit_id = visit.pk
    return visit


def end(ticket: Ticket, *, result: str, remark: str = "", who: Who) -> Visit | None:
    """The end of the row of a ticket."""
    visit = of(ticket)
    return book.close_visit(visit, who=who, result=result, note=remark) if visit is not None else None


def offer(ticket: Ticket, survey: Survey, *, who: Who) -> None:
    """Offer the survey for the row of a ticket, before it ends. Raises Refused: nobody can be reached by a message."""
    visit = of(ticket)
    if visit is not None:
        try:
            offering.offer(visit, way=survey.way, who=who, to=survey.to)
        except book.Refused as no:
            raise Refused(str(no)) from None


def of(ticket: Ticket) -> Visit | None:
    """The row of this ticket, if it was ever served."""
    return book.of_ticket(ticket.pk) if ticket.visit_id else None
