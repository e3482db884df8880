"""The end of a service: assistance, ticket and row of the agenda end together, whichever page says so."""

from django.db import transaction

from accounts.actors import Actor
from counter.actions import windows
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance
from counter.assisted.queries.sessions import has_moved_on, visit_of
from counter.logbook.terms import Result
from counter.models import Ticket
from counter.refusals import Refused as QueueRefused
from counter.terms import TicketState


@transaction.atomic
def end(assistance: Assistance, *, result: str, remark: str = "", actor: Actor) -> None:
    """End the assistance. A ticket in service is finished with it, and the queue closes the row."""
    ticket = Ticket.objects.filter(pk=assistance.ticket_id or 0, state=TicketState.SERVING).first()
    sessions.finish(assistance, result=result, remark=remark, close_row=ticket is None, actor=actor)
    if ticket is not None:
        finish(ticket, assistance, result=result, remark=remark, actor=actor)


def finish(ticket: Ticket, assistance: Assistance, *, result: str, remark: str, actor: Actor) -> None:
    """The ticket is done; where somebody was faster, only the row is closed."""
    try:
        with transaction.atomic():
            windows.finish(ticket, result=result, remark=remark, who=actor)
    except QueueRefused:
        visit = visit_of(assistance)
        if visit is not None and visit.is_running:
            sessions.agenda.close_visit(visit, who=actor, result=result, note=remark)


def settle(assistance: Assistance, *, actor: Actor) -> bool:
    """Was the ticket finished or sent on from the console? Then the assistance is over too. True when it ended."""
    if not has_moved_on(assistance):
        return False
    visit = visit_of(assistance)
    result = visit.result if visit is not None and visit.result else Result.CONTINUES
    sessions.finish(assistance, result=result, close_row=False, actor=actor)
    return True
