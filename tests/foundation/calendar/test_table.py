"""The table of holidays: seeded from the library, changed by people, known everywhere at once."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from foundation.calendar import acts, days, published
from foundation.calendar.models import Holiday, Proposal
from foundation.journal import book
from foundation.journal.who import Who

pytestmark = pytest.mark.django_db
ADMIN = Who(user_id=7, role="admin", name="Bu Dian", channel="web")


@pytest.fixture
def table() -> None:
    acts.load(range(2024, 2029), who=book.SYSTEM)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    versions: list[int] = []
    monkeypatch.setattr(days, "_callbacks", [lambda version, _who: versions.append(version)])
    return versions


def run(command: str, *args: str) -> str:
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_loading_counts_what_the_decrees_name() -> None:
    assert "125 perubahan" in run("load_holidays")
    joint = Holiday.objects.filter(kind="joint_leave")
    counted = {
        year: (Holiday.objects.filter(day__year=year).count(), joint.filter(day__year=year).count())
        for year in (2025, 2026, 2027, 2028)
    }
    assert counted == {2025: (28, 11), 2026: (25, 8), 2027: (26, 8), 2028: (17, 0)}
    assert set(Holiday.objects.filter(day__year=2027, provisional=True).values_list("day", flat=True)) == {
        date(2027, 3, 10),
        date(2027, 3, 11),
        date(2027, 5, 17),
    }


def test_loading_again_changes_nothing(told: list[int]) -> None:
    run("load_holidays")
    assert "0 perubahan" in run("load_holidays")
    assert told == [1]


def test_checking_prints_and_changes_nothing() -> None:
    assert "+ 2026-08-17 Hari Kemerdekaan Republik Indonesia" in run("load_holidays", "--check")
    assert not Holiday.objects.exists()


@pytest.mark.usefixtures("table")
def test_deadlines_follow_the_table_at_once(told: list[int]) -> None:
    assert days.due_on(date(2026, 11, 23), 5) == date(2026, 11, 30)
    pilkada = Holiday(day=date(2026, 11, 25), name="Hari pemilihan", kind="local", decree="SK 1", source="SK Wali Kota")
    acts.keep(pilkada, who=ADMIN)
    assert days.due_on(date(2026, 11, 23), 5) == date(2026, 12, 1)
    acts.cancel(pilkada, who=ADMIN, reason="SK 1 dicabut.")
    assert days.due_on(date(2026, 11, 23), 5) == date(2026, 11, 30)
    assert told == [2, 3]
    entries = book.of("calendar")
    assert [(entry.role, entry.data["version"]) for entry in entries] == [("system", 1), ("admin", 2), ("admin", 3)]
    assert entries.last().note == "SK 1 dicabut."


@pytest.mark.usefixtures("table")
def test_a_change_that_is_rolled_back_is_forgotten_everywhere() -> None:
    with transaction.atomic():
        acts.keep(
            Holiday(day=date(2026, 11, 25), name="Salah", kind="local", decree="x", source="x"),
            who=ADMIN,
        )
        assert date(2026, 11, 25) in days.holidays()
        transaction.set_rollback(True)
    assert date(2026, 11, 25) not in days.holidays()
    acts.keep(
        Holiday(day=date(2026, 11, 26), name="Benar", kind="local", decree="x", source="x"),
        who=ADMIN,
    )
    assert date(2026, 11, 26) in days.holidays()
    assert date(2026, 11, 25) not in days.holidays()


@pytest.mark.usefixtures("table")
def test_a_deadline_that_cannot_be_worked_out_takes_the_change_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_version: int, _who: Who) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(days, "_callbacks", [fails])
    row = Holiday(day=date(2026, 11, 25), name="X", kind="local", decree="x", source="x")
    with pytest.raises(ZeroDivisionError):
        acts.keep(row, who=ADMIN)
    assert days.version() == 1
    assert not Holiday.objects.filter(day=date(2026, 11, 25)).exists()


@pytest.mark.usefixtures("table")
def test_days_left_are_counted_to_the_last_one() -> None:
    friday = date(2026, 11, 27)
    assert [days.left(friday, today=day) for day in (date(2026, 11, 24), friday, date(2026, 11, 30))] == [3, 0, -1]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> dict[date, published.Day]:
    """What the published calendar says, to be changed by a test."""
    known = published.days(range(2024, 2029))
    monkeypatch.setattr(published, "days", lambda years: {day: it for day, it in known.items() if day.year in years})
    return known


def proposals() -> list[tuple[Any, ...]]:
    return list(Proposal.objects.filter(state="open").values_list("change", "day", "provisional"))


@pytest.mark.usefixtures("table")
def test_a_new_decree_is_proposed_once_and_counts_only_when_accepted(library: dict[date, published.Day]) -> None:
    new, moved, dropped = date(2028, 2, 28), date(2028, 2, 27), date(2028, 12, 14)
    library[date(2028, 2, 25)] = published.Day(date(2028, 2, 25), "Cuti Bersama Idul Fitri", "joint_leave", False)
    library[moved] = published.Day(moved, "Hari Raya Idul Fitri", "national", False)
    del library[dropped]
    assert (acts.propose([2028]), acts.propose([2028])) == (3, 0)
    assert proposals() == [
        ("add", date(2028, 2, 25), False),
        ("replace", moved, False),
        ("remove", dropped, True),
    ]
    before = days.holidays()
    for proposal in Proposal.objects.all():
        acts.accept(proposal, who=ADMIN)
    assert days.holidays() == before - {dropped} | {date(2028, 2, 25)}
    assert Holiday.objects.get(day=moved).provisional is False
    assert new in days.holidays()
    assert acts.propose([2028]) == 0


@pytest.mark.usefixtures("table")
def test_a_declined_proposal_does_not_come_back(library: dict[date, published.Day]) -> None:
    del library[date(2028, 12, 14)]
    acts.propose([2028])
    proposal = Proposal.objects.get()
    acts.decline(proposal, who=ADMIN)
    assert acts.propose([2028]) == 0
    assert date(2028, 12, 14) in days.holidays()
    with pytest.raises(acts.NotPossible):
        acts.accept(proposal, who=ADMIN)


@pytest.mark.usefixtures("table")
def test_what_an_admin_decided_is_not_disputed(library: dict[date, published.Day]) -> None:
    confirmed = Holiday.objects.get(day=date(2027, 3, 10))
    confirmed.decree, confirmed.provisional = "SKB 2027", False
    acts.keep(confirmed, who=ADMIN)
    acts.cancel(Holiday.objects.get(day=date(2028, 12, 14)), who=ADMIN, reason="Tidak jadi.")
    assert acts.propose([2027, 2028]) == 0
    assert acts.load([2027, 2028], who=book.SYSTEM) == []


@pytest.mark.usefixtures("table")
def test_a_year_without_joint_leave_is_named() -> None:
    assert published.years_without_joint_leave(date(2026, 11, 22)) == []
    assert published.years_without_joint_leave(date(2027, 1, 2)) == [2028]
