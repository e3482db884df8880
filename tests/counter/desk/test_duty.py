"""Who stood at which window when: the inspector is told from shifts and from the book, whatever the journal holds."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.queries import duty
from counter.actions import shifts, windows
from counter.logbook import book
from counter.logbook.terms import Channel
from counter.models import Shift
from counter.queries.shifts import number_in
from tests.complaints.cases import ABOUT_OFFICIAL, filed
from tests.counter.desk.conftest import Hall

AROUND = timedelta(minutes=30)


def names(window: str, at: datetime) -> set[str]:
    """Who is proposed for this window and moment."""
    return {one.email.partition("@")[0] for one in duty.candidates(window=window, start=at - AROUND, end=at + AROUND)}


@pytest.fixture
def morning(hall: Hall, time_machine, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Wulan at window 2 until ten, Ijah at window 3 all morning, Dedi wrote a village's row; nobody's journal helps."""
    first, other = hall.sit(2), hall.sit(3, "ijah")
    hall.draw("A")
    windows.serve(windows.call(other, who=hall.ijah), who=hall.ijah)
    time_machine.move_to("2026-11-24T10:00:00+07:00", tick=True)
    shifts.end(first, who=hall.wulan)
    at = timezone.now()
    village = {"started_at": at, "ended_at": at, "place": "Desa Apar"}
    book.by_hand(who=hall.people.actor("dedi"), channel=Channel.MOBILE, service="NIB", **village)
    monkeypatch.setattr(duty, "acted_between", lambda _start, _end: {})
    time_machine.move_to("2026-11-24T13:00:00+07:00", tick=True)
    return at


@pytest.mark.parametrize("said", ["2", "Loket 2", "loket no. 02"])
def test_a_shift_names_who_sat_there_and_not_the_neighbour(morning: datetime, hall: Hall, said: str) -> None:
    assert names(said, morning - timedelta(minutes=20)) == {"wulan"}
    assert names(said, morning + timedelta(hours=2)) == set(), "the window was empty by then"


def test_without_a_window_everybody_of_that_time_is_named(morning: datetime, hall: Hall) -> None:
    assert names("", morning) == {"wulan", "ijah", "dedi"}
    assert names("desa apar", morning) == {"dedi"}


def test_a_shift_nobody_closed_still_counts(morning: datetime, hall: Hall) -> None:
    assert Shift.objects.filter(ended_at__isnull=True).count() == 1
    assert names("3", morning + timedelta(hours=2)) == {"ijah"}


def test_the_book_names_who_helped_also_without_a_shift(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duty, "acted_between", lambda _start, _end: {})
    at = timezone.now()
    visit = book.open_visit(who=hall.wulan, channel=Channel.ASSISTED, service="NIB", window="4")
    book.add_act(visit, who=hall.ijah)
    assert names("4", at) == {"wulan", "ijah"}
    assert names("5", at) == set()


def test_the_inspector_sees_them_on_the_page_of_triage(morning: datetime, hall: Hall) -> None:
    held = filed(**ABOUT_OFFICIAL)
    inspector = Client()
    inspector.force_login(hall.people.apip)
    when = f"{timezone.localtime(morning) - timedelta(minutes=20):%Y-%m-%dT%H:%M}"
    page = inspector.get(reverse("complaint_triage", args=[held.number]), {"window": "Loket 2", "at": when})
    assert page.status_code == 200
    assert {one.name for one in page.context["people"]} == {hall.people.wulan.name}


def test_what_somebody_remembers_of_a_window() -> None:
    assert [number_in(text) for text in ("2", "Loket 12", "loket sebelah kiri", "")] == [2, 12, 0, 0]
