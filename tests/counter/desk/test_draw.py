"""Numbers: one per tap, gap-free per letter and day, within the hours of the line."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from counter.actions import draw, windows
from counter.models import Line, SpecialDay, Ticket
from counter.queries import slots, waiting
from counter.refusals import Refused
from counter.terms import Source
from foundation.journal.models import Entry
from tests.counter.desk.conftest import KIOSK, Hall, furnish, open_today
from tests.foundation.threads import all_at_once


def test_numbers_run_per_letter_and_begin_anew_each_day(hall: Hall, time_machine) -> None:
    assert [hall.draw(letter).label for letter in "ABAA"] == ["A001", "B001", "A002", "A003"]
    time_machine.move_to("2026-11-25T09:00:00+07:00")
    open_today()
    assert hall.draw("A").label == "A001"


def test_a_double_tap_is_one_number_even_after_closing(hall: Hall, time_machine) -> None:
    tap = uuid4()
    first = draw.now_in_line(hall.lines["A"], who=KIOSK, tap=tap, source=Source.KIOSK)
    time_machine.move_to("2026-11-24T20:00:00+07:00")
    again = draw.now_in_line(hall.lines["A"], who=KIOSK, tap=tap, source=Source.KIOSK)
    assert (again.pk, Ticket.objects.count()) == (first.pk, 1)
    assert Entry.objects.filter(kind="ticket.drawn").count() == 1


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("06:00", "buka pukul 07.30"),
        ("15:29:59", ""),
        ("15:30", "sudah ditutup"),
        ("18:00", "sudah ditutup"),
    ],
)
def test_numbers_are_drawn_within_the_hours_and_not_after_the_last(hall: Hall, time_machine, at: str, sentence: str):
    time_machine.move_to(f"2026-11-24T{at}+07:00", tick=False)
    if not sentence:
        assert hall.draw("A").number == 1
        return
    with pytest.raises(Refused, match=sentence):
        hall.draw("A")
    assert not Ticket.objects.exists()


def test_a_closed_day_says_when_the_queue_opens_again(hall: Hall) -> None:
    SpecialDay.objects.update(opens_at=None, closes_at=None, reason="Listrik padam")
    SpecialDay.objects.create(
        day=timezone.localdate() + timedelta(days=2), opens_at=time(8), closes_at=time(12), reason="Sabtu layanan"
    )
    with pytest.raises(Refused, match=r"Buka lagi .*26 November 2026 pukul 08\.00"):
        hall.draw("A")


def test_the_days_limit_gives_its_number_back_and_a_cancelled_one_is_free_again(hall: Hall) -> None:
    Line.objects.filter(letter="A").update(daily_limit=2)
    hall.lines["A"].refresh_from_db()
    first = hall.draw("A")
    hall.draw("A")
    with pytest.raises(Refused, match="sudah habis"):
        hall.draw("A")
    windows.cancel(first, who=KIOSK)
    assert hall.draw("A").number == 3


def test_an_appointment_takes_a_place_of_its_slot(hall: Hall) -> None:
    line = hall.lines["A"]
    (_day, free), *_later = slots.days_with_slots(line)
    assert [f"{timezone.localtime(at):%H.%M}" for at in free][:2] == ["09.30", "10.00"]
    taken = [draw.for_slot(line, free[0], who=KIOSK, tap=uuid4()) for _place in range(2)]
    assert [ticket.number for ticket in taken] == [1, 2]
    with pytest.raises(Refused, match="penuh atau lewat"):
        draw.for_slot(line, free[0], who=KIOSK, tap=uuid4())
    assert hall.draw("A").number == 3


def test_an_appointment_is_not_called_before_its_time(hall: Hall, time_machine) -> None:
    line = hall.lines["A"]
    booked = draw.for_slot(line, slots.open_slots(line, timezone.localdate())[0], who=KIOSK, tap=uuid4())
    shift = hall.sit(2)
    with pytest.raises(Refused, match="Tidak ada yang menunggu"):
        windows.call(shift, who=hall.wulan)
    time_machine.move_to("2026-11-24T09:20:00+07:00")
    later = hall.draw("A")
    assert windows.call(shift, who=hall.wulan).pk == later.pk, "who came at 9.20 stands before the slot of 9.30"
    windows.finish(later, result="selesai", who=hall.wulan)
    assert windows.call(shift, who=hall.wulan).pk == booked.pk


def test_every_draw_raises_the_version_once(hall: Hall) -> None:
    before = waiting.version()
    hall.draw("A")
    assert waiting.version() == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_hundred_draws_at_once_leave_no_gap_and_no_twin(time_machine) -> None:
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=True)
    hall = furnish()

    def five(worker: int) -> list[int]:
        return [hall.draw("AB"[worker % 2]).number for _turn in range(5)]

    all_at_once(40, five)
    for letter in "AB":
        numbers = Ticket.objects.filter(line__letter=letter).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, 101))


@pytest.mark.django_db(transaction=True)
def test_the_same_tap_from_eight_hands_at_once_is_one_number(time_machine) -> None:
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=True)
    hall, tap = furnish(), uuid4()
    drawn = all_at_once(8, lambda _n: draw.now_in_line(hall.lines["A"], who=KIOSK, tap=tap, source=Source.KIOSK).number)
    assert set(drawn) == {1}
    assert hall.draw("A").number == 2
