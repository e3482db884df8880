"""The end of the day by rule: closed or carried, nobody in service for ever, no window open overnight."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from counter import demo
from counter.actions import day_end, draw, windows
from counter.logbook import book
from counter.logbook.terms import Result
from counter.models import Device, Line, QueueRules, Shift, SpecialDay, Ticket, Window
from counter.queries import slots
from counter.terms import Leftover, TicketState
from foundation.journal.models import Entry
from tests.counter.desk.conftest import KIOSK, Hall
from tests.people import town


def states() -> dict[str, str]:
    return {ticket.label: ticket.state for ticket in Ticket.objects.select_related("line")}


def test_nothing_ends_before_an_hour_after_closing(hall: Hall, time_machine) -> None:
    hall.draw("A")
    time_machine.move_to("2026-11-24T16:59:00+07:00")
    day_end.run()
    assert states() == {"A001": TicketState.WAITING}


def test_who_still_waits_is_closed_and_a_called_one_too(hall: Hall, time_machine) -> None:
    hall.draw("A")
    hall.draw("A")
    windows.call(hall.sit(2), who=hall.wulan)
    time_machine.move_to("2026-11-24T17:01:00+07:00")
    day_end.run()
    assert set(states().values()) == {TicketState.CLOSED}
    assert Entry.objects.get(kind="queue.day_ended").data == {"day": "2026-11-24", "closed": 2, "carried": 0}
    day_end.run()
    assert Entry.objects.filter(kind="queue.day_ended").count() == 1, "once is enough"


def test_by_the_other_rule_they_stand_first_on_the_next_open_day(hall: Hall, time_machine) -> None:
    QueueRules.objects.create(pk=1, leftover=Leftover.CARRY)
    SpecialDay.objects.create(
        day=timezone.localdate() + timedelta(days=2), opens_at=time(8), closes_at=time(15), reason="Kamis"
    )
    hall.draw("A")
    line = hall.lines["A"]
    appointment = draw.for_slot(line, slots.open_slots(line, timezone.localdate())[-1], who=KIOSK, tap=uuid4())
    time_machine.move_to("2026-11-24T17:01:00+07:00")
    day_end.run()
    appointment.refresh_from_db()
    assert appointment.state == TicketState.CLOSED, "an appointment is for its time"
    time_machine.move_to("2026-11-26T08:30:00+07:00")
    new = hall.draw("A")
    assert new.label == "A001"
    called = windows.call(hall.sit(2), who=hall.wulan)
    assert called.label == "A001/24"


def test_a_service_that_nobody_closed_ends_at_midnight_and_says_so(hall: Hall, time_machine) -> None:
    hall.draw("A")
    ticket = windows.serve(windows.call(hall.sit(2), who=hall.wulan), who=hall.wulan)
    time_machine.move_to("2026-11-24T19:00:00+07:00")
    day_end.run()
    assert states() == {"A001": TicketState.SERVING}, "the office may work late"
    time_machine.move_to("2026-11-25T00:05:00+07:00")
    day_end.run()
    row = book.of_ticket(ticket.pk)
    assert (states(), row.result) == ({"A001": TicketState.DONE}, Result.CONTINUES)
    assert "ditutup akhir hari" in row.note
    assert not Shift.objects.filter(ended_at__isnull=True).exists()


def test_the_demo_is_open_on_a_sunday_night_and_seeding_twice_changes_nothing(
    hall: Hall, settings, time_machine
) -> None:
    Window.objects.all().delete()
    Line.objects.all().delete()
    settings.DEMO = True
    time_machine.move_to("2026-11-22T21:30:00+07:00")
    for _turn in range(2):
        call_command("seed_queue")
    assert Line.objects.count() == 4
    assert Device.objects.count() == 3
    assert sorted(states()) == ["B001", "C001"]
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed_queue")


@pytest.mark.parametrize(("at", "waiting"), [("2026-11-24T23:59:30", {"B001", "C001"}), ("2026-11-29T00:00:10", set())])
def test_the_demo_is_furnished_at_any_moment(db: None, time_machine, at: str, waiting: set[str]) -> None:
    town()
    time_machine.move_to(f"{at}+07:00", tick=False)
    if not waiting:  # the office has said that it is closed on this day
        SpecialDay.objects.create(day=timezone.localdate(), reason="Tutup")
    demo.seed()
    assert set(states()) == waiting
    assert Device.objects.count() == len(demo.KEYS)
