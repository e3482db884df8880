"""The ticket, the person and the row of the agenda are one service, from whichever page it is ended."""

from collections.abc import Callable

import pytest
from django.test import Client

from counter.actions import windows
from counter.assisted.actions import ending, people, sessions
from counter.assisted.models import Assistance, Person
from counter.assisted.queries.sessions import current
from counter.assisted.terms import Attendance
from counter.logbook.models import Visit
from counter.models import Ticket
from counter.terms import TicketState
from tests.counter.assisted.conftest import RATNA_NIK
from tests.counter.desk.conftest import MORNING, Hall, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(time_machine: Callable[..., None]) -> Hall:
    """The office is open."""
    time_machine.move_to(MORNING, tick=True)
    return furnish()


def served(hall: Hall) -> tuple[Ticket, Person, Assistance]:
    """A ticket called and served, and the person found."""
    shift = hall.sit(2)
    hall.draw()
    ticket = windows.serve(windows.call(shift, who=hall.wulan), who=hall.wulan)
    clerk = hall.wulan
    ratna = people.register({"name": "Ratna Dewi", "nik": RATNA_NIK}, ktp_seen=True, actor=clerk)
    return ticket, ratna, sessions.start(ratna, attendance=Attendance.OWNER, ktp_seen=True, actor=clerk)


def test_ending_the_service_finishes_the_ticket_and_its_row(hall: Hall) -> None:
    ticket, ratna, assistance = served(hall)
    visit = Visit.objects.get()
    assert (assistance.ticket_id, assistance.visit_id) == (ticket.pk, visit.pk), "no second row is opened"
    assert (visit.person_id, visit.ticket_label) == (ratna.pk, "A001")
    ending.end(assistance, result="selesai", remark="Lancar", actor=hall.wulan)
    ticket.refresh_from_db()
    visit.refresh_from_db()
    assert (ticket.state, visit.result, visit.note) == (TicketState.DONE, "selesai", "Lancar")
    assert current(hall.wulan) is None


def test_finishing_the_ticket_on_the_console_ends_the_service_too(hall: Hall) -> None:
    ticket, _ratna, assistance = served(hall)
    client = Client()
    client.force_login(hall.people.wulan)
    console = client.get("/loket/").content.decode()
    assert "Sedang dilayani" in console
    assert "Ratna Dewi" in console
    windows.finish(Ticket.objects.get(pk=ticket.pk), result="kurang", who=hall.wulan)
    assert "Sedang dilayani" not in client.get("/loket/").content.decode()
    assistance.refresh_from_db()
    assert assistance.result == "kurang"


def test_a_ticket_sent_to_another_window_leaves_this_clerk_free(hall: Hall) -> None:
    ticket, ratna, assistance = served(hall)
    other = hall.people.actor("ijah")
    shift = hall.sit(3, "ijah")
    windows.transfer(Ticket.objects.get(pk=ticket.pk), shift.window, who=hall.wulan)
    windows.serve(windows.call(shift, who=other), who=other)
    client = Client()
    client.force_login(hall.people.wulan)
    assert client.get("/loket/bantu/").status_code == 302
    assistance.refresh_from_db()
    assert assistance.result == "berlanjut"
    assert Visit.objects.get().person_id == ratna.pk, "the row goes on at the other window"
