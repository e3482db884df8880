"""The hours of the queue: the office's week with its break, Friday's own hours, holidays, and one date that differs."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.utils import timezone

from counter.actions import draw
from counter.models import Line, SpecialDay
from counter.queries import feed, hours, slots
from counter.refusals import Refused
from foundation.calendar.models import Holiday
from foundation.office.models import OpeningHours
from foundation.office.office import current
from tests.counter.desk.conftest import Hall
from tests.factories.drafts import office as opened

FRIDAY, TUESDAY = "2026-11-27", "2026-11-24"


@pytest.fixture
def week(hall: Hall) -> Hall:
    """Mondays to Thursdays from half past seven to four, with a break at noon; Fridays later, with a longer one."""
    SpecialDay.objects.all().delete()
    opened()
    office = current()
    office.hours.all().delete()
    for day in range(4):
        OpeningHours.objects.create(office=office, weekday=day, opens_at=time(7, 30), closes_at=time(16),
                                    break_from=time(12), break_until=time(13))  # fmt: skip
    OpeningHours.objects.create(office=office, weekday=4, opens_at=time(8), closes_at=time(16, 30),
                                break_from=time(11, 30), break_until=time(14))  # fmt: skip
    return hall


def times(line: Line, day: str) -> list[str]:
    return [f"{timezone.localtime(at):%H.%M}" for at in slots.open_slots(line, date.fromisoformat(day))]


def test_friday_has_hours_and_a_break_of_its_own(week: Hall, time_machine: Callable[..., None]) -> None:
    time_machine.move_to("2026-11-23T07:00:00+07:00")
    line = week.lines["A"]
    line.slot_minutes = 60
    assert times(line, TUESDAY) == ["07.30", "08.30", "09.30", "10.30", "13.00", "14.00", "15.00"]
    assert times(line, FRIDAY) == ["08.00", "09.00", "10.00", "14.00", "15.00"]
    assert times(line, "2026-11-28") == [], "no row of the week: closed"


@pytest.mark.parametrize(
    ("at", "is_break"),
    [(f"{TUESDAY}T11:59", False), (f"{TUESDAY}T12:00", True), (f"{TUESDAY}T13:00", False), (f"{FRIDAY}T13:30", True)],
)
def test_the_break_is_said_and_numbers_are_still_drawn(
    week: Hall, time_machine: Callable[..., None], at: str, is_break: bool
) -> None:
    time_machine.move_to(f"{at}:00+07:00")
    assert feed.hall()["is_break"] is is_break
    assert week.draw("A").number == 1


def test_friday_opens_later_than_the_rest_of_the_week(week: Hall, time_machine: Callable[..., None]) -> None:
    time_machine.move_to(f"{FRIDAY}T07:45:00+07:00")
    with pytest.raises(Refused, match=r"buka pukul 08\.00"):
        week.draw("A")


def test_a_holiday_closes_and_a_date_of_its_own_wins_over_it(week: Hall, time_machine: Callable[..., None]) -> None:
    time_machine.move_to("2026-12-25T09:00:00+07:00")  # Friday
    Holiday.objects.get_or_create(day=date(2026, 12, 25), defaults={"name": "Natal"})
    with pytest.raises(Refused, match="tutup hari ini"):
        week.draw("A")
    SpecialDay.objects.create(day=date(2026, 12, 25), opens_at=time(8), closes_at=time(11), reason="MPP buka")
    assert week.draw("A").number == 1
    found = hours.of(date(2026, 12, 25))
    assert found is not None
    assert found.break_from is None


def test_a_number_drawn_in_the_last_minute_is_the_last(week: Hall, time_machine: Callable[..., None]) -> None:
    line = week.lines["A"]
    assert line.last_before_minutes == 30
    time_machine.move_to(f"{TUESDAY}T15:29:59+07:00", tick=False)
    assert week.draw("A").number == 1
    time_machine.move_to(f"{TUESDAY}T15:30:00+07:00", tick=False)
    with pytest.raises(Refused, match="sudah ditutup"):
        week.draw("A")
    assert draw.taken(line, date(2026, 11, 24)) == 1
