"""Promises: the published vectors, holidays that come later, warnings at 60, 80 and 100 per cent."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from foundation.calendar import acts, days
from foundation.calendar.models import Holiday
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing.actions import attach, check, clocks, verify
from licensing.background import tasks
from licensing.life.storytelling import told
from licensing.models import Application
from licensing.rules.deadlines import Pause, share_used, technical_due_on
from licensing.terms import Status, Verdict
from tests.factories.files import show_everything, stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
S = Status


def complete(people: Town, moment: str, **columns: Any) -> Application:
    with time_machine.travel(moment, tick=False):
        file = standing_at(S.SUBMITTED, people, **columns)
        show_everything(file)
        return check.complete(file, actor=people.actor("dedi"))


VECTORS = [
    ("2026-11-23", 5, date(2026, 11, 30)),
    ("2026-12-18", 5, date(2026, 12, 29)),
    ("2026-03-13", 5, date(2026, 3, 27)),
    ("2026-03-17", 5, date(2026, 3, 31)),
    ("2026-05-13", 3, date(2026, 5, 20)),
    ("2026-12-23", 3, date(2026, 12, 30)),
    ("2026-11-22", 5, date(2026, 11, 27)),
    ("2026-12-18", 14, date(2027, 1, 13)),
    ("2026-11-20", 60, date(2027, 2, 19)),
]


@pytest.mark.parametrize(("day", "working_days", "due"), VECTORS)
@pytest.mark.parametrize("hour", ["00:01", "16:30", "23:59"])
def test_the_published_vectors_hold_for_a_file_whatever_the_hour(
    day: str, working_days: int, due: date, hour: str, people: Town
) -> None:
    acts.load([2026, 2027], who=book.SYSTEM)
    file = complete(people, f"{day} {hour} +0700", working_days=working_days)
    assert (file.technical_due_on, file.overall_due_on) == (due, due)
    assert file.calendar_version == days.version() > 0


def add_holiday(day: date) -> None:
    """An admin adds a day off."""
    acts.keep(Holiday(day=day, name="Libur daerah", source="SK uji"), who=book.SYSTEM)


def test_a_holiday_added_later_moves_the_promise_is_journalled_and_told(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    version = file.calendar_version
    add_holiday(date(2026, 11, 26))
    file.refresh_from_db()
    assert (file.technical_due_on, file.overall_due_on) == (date(2026, 12, 1), date(2026, 12, 1))
    assert file.calendar_version > version
    entry = book.of(file.subject).get(kind="application.deadline_moved")
    assert entry.data["before"]["technical_due_on"] == "2026-11-30"
    assert entry.data["after"]["technical_due_on"] == "2026-12-01"
    letters = OutboxMessage.objects.filter(kind="deadline_moved")
    assert letters.count() == 2, "e-mail and WhatsApp, once"
    assert "1 Desember 2026" in letters[0].payload["body"]


def test_a_holiday_outside_the_promise_moves_and_tells_nothing(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    add_holiday(date(2026, 12, 9))
    assert not book.of(file.subject).filter(kind="application.deadline_moved").exists()


def test_after_the_opinion_only_the_overall_promise_moves(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    verify.claim(file, actor=people.actor("sari"))
    file.requirements.update(verdict=Verdict.MEETS)
    verify.approve(file, actor=people.actor("sari"))
    add_holiday(date(2026, 11, 26))
    file.refresh_from_db()
    assert (file.technical_due_on, file.overall_due_on) == (None, date(2026, 12, 1))


def test_while_the_clock_stands_the_applicants_own_days_move(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    with time_machine.travel("2026-11-24 09:00 +0700", tick=False):
        verify.claim(file, actor=people.actor("sari"))
        file.requirements.update(verdict=Verdict.REPAIR)
        verify.ask_correction(file, actor=people.actor("sari"), afresh=False)
    assert file.applicant_due_on == date(2026, 12, 1)
    add_holiday(date(2026, 11, 26))
    file.refresh_from_db()
    assert (file.technical_due_on, file.applicant_due_on) == (None, date(2026, 12, 2))


def test_the_days_to_complete_a_file_move_too_and_the_story_names_both_days(people: Town) -> None:
    with time_machine.travel("2026-11-23 09:00 +0700", tick=False):
        file = standing_at(S.SUBMITTED, people)
        line = file.requirements.first()
        assert line is not None
        check.incomplete(file, {line.pk: "Buram"}, actor=people.actor("dedi"), note="Lengkapi")
    assert file.applicant_due_on == date(2026, 12, 7)
    add_holiday(date(2026, 11, 26))
    file.refresh_from_db()
    assert (file.applicant_due_on, file.overall_due_on, file.word) == (date(2026, 12, 8), None, S.INCOMPLETE)
    sentence = "Jawaban Anda paling lambat: semula 7 Desember 2026, sekarang 8 Desember 2026."
    assert told(file)[-1].text == sentence
    assert "8 Desember 2026" in OutboxMessage.objects.filter(kind="deadline_moved")[0].payload["body"]


def test_an_incomplete_file_stays_and_is_reminded_every_week(people: Town) -> None:
    with time_machine.travel("2026-11-23 09:00 +0700", tick=False):
        file = standing_at(S.SUBMITTED, people)
        line = file.requirements.first()
        assert line is not None
        check.incomplete(file, {line.pk: "Buram"}, actor=people.actor("dedi"), note="Lengkapi")
    for day, letters in (("2026-12-04", 0), ("2026-12-05", 1), ("2026-12-06", 1), ("2026-12-14", 2), ("2026-12-22", 3)):
        with time_machine.travel(f"{day} 09:00 +0700", tick=False):
            tasks.watch_applicants()
            tasks.watch_applicants()
        assert OutboxMessage.objects.filter(kind="reminder").count() == 2 * letters, day
    file.refresh_from_db()
    assert file.word == S.INCOMPLETE


def test_a_moved_promise_is_told_with_its_old_and_its_new_day(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    add_holiday(date(2026, 11, 26))
    sentence = "Selesai paling lambat: semula 30 November 2026, sekarang 1 Desember 2026."
    assert told(Application.objects.get(pk=file.pk))[-1].text == sentence


def test_the_desks_story_names_the_papers_that_came_and_were_judged(people: Town) -> None:
    file = standing_at(S.VERIFYING, people)
    first, second = file.requirements.all()
    attach.put(first, stored(file.subject, name="sop.pdf"), actor=people.actor("budi"))
    verify.assess(first, Verdict.REPAIR, actor=people.actor("sari"), note="Halaman 2 hilang")
    attach.put(second, stored(file.subject, name="denah.pdf"), actor=people.actor("budi"))
    lines = [moment.text for moment in told(file, to_desk=True)]
    assert f"1. {first.text}." in lines
    assert f"1. {first.text} – {Verdict.REPAIR.label}. Halaman 2 hilang" in lines
    assert f"2. {second.text}." in lines
    assert not [moment for moment in told(file) if first.text in moment.text], "the public reads no paper's name"


def test_closed_files_and_drafts_keep_their_days(people: Town) -> None:
    done = standing_at(S.ISSUED, people, complete_at=timezone.now(), overall_due_on=date(2026, 11, 30))
    add_holiday(timezone.localdate() + timedelta(days=1))
    done.refresh_from_db()
    assert done.overall_due_on == date(2026, 11, 30)


def test_recomputing_twice_moves_once(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    Holiday.objects.create(day=date(2026, 11, 26), name="Libur", source="SK")
    assert clocks.recompute(file) is True
    assert clocks.recompute(file) is False


# -- Pure rules ------------------------------------------------------------------------------

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], date(2026, 11, 30)),
        ([Pause(MONDAY, date(2026, 11, 30), False)], date(2026, 12, 7)),
        ([Pause(date(2026, 11, 30), date(2026, 12, 1), False)], date(2026, 12, 2)),
        ([Pause(date(2026, 12, 4), date(2026, 12, 7), False)], date(2026, 12, 8)),
        ([Pause(date(2026, 11, 26), date(2026, 12, 2), True)], date(2026, 12, 9)),
        ([Pause(date(2026, 11, 26), None, False)], None),
    ],
)
def test_pauses_keep_the_days_left_and_resets_forget_the_days_spent(pauses: list[Pause], due: date | None) -> None:
    assert technical_due_on(MONDAY, 5, pauses, frozenset()) == due


@pytest.mark.parametrize(("today", "percent"), [(23, 0), (24, 20), (26, 60), (27, 80), (28, 80), (30, 100)])
def test_the_share_of_a_promise_counts_working_days(today: int, percent: int) -> None:
    assert share_used(5, date(2026, 11, 30), date(2026, 11, today), frozenset()) == percent


def warned() -> list[tuple[str, str]]:
    """Whom a warning reached by e-mail: address and the percent in its body."""
    rows = OutboxMessage.objects.filter(kind="deadline_warning", endpoint="email").order_by("id")
    return [(row.payload["to"].partition("@")[0], row.key.split(":warn:")[1].split(":")[1]) for row in rows]


def test_desks_are_warned_at_60_80_and_100_per_cent_once_each(people: Town) -> None:
    complete(people, "2026-11-23 09:00 +0700")
    for day in range(24, 31):
        with time_machine.travel(f"2026-11-{day} 08:00 +0700", tick=False):
            tasks.watch_deadlines()
            tasks.watch_deadlines()
    agency = [("sari", "60"), ("tono", "60"), ("sari", "80"), ("tono", "80"), ("sari", "100"), ("tono", "100")]
    assert sorted(warned()) == sorted([*agency, ("kadis", "100")])


def test_a_pause_does_not_count_towards_a_warning(people: Town) -> None:
    file = complete(people, "2026-11-23 09:00 +0700")
    with time_machine.travel("2026-11-24 09:00 +0700", tick=False):
        verify.claim(file, actor=people.actor("sari"))
        file.requirements.update(verdict=Verdict.REPAIR)
        verify.ask_correction(file, actor=people.actor("sari"), afresh=False)
    with time_machine.travel("2026-11-30 09:00 +0700", tick=False):
        tasks.watch_deadlines()
    assert warned() == []


def test_each_desk_hears_of_its_own_limit(people: Town) -> None:
    with time_machine.travel("2026-11-23 09:00 +0700", tick=False):
        waiting = standing_at(S.SUBMITTED, people, completeness_due_on=date(2026, 11, 24))
        standing_at(S.APPROVED, people, number="PB-2026-000002", complete_at=timezone.now(),
                    overall_due_on=date(2026, 11, 30))  # fmt: skip
    with time_machine.travel("2026-11-24 09:00 +0700", tick=False):
        tasks.watch_deadlines()
    assert {name for name, _percent in warned()} == {"dedi", "kadis"}
    assert waiting.word == S.SUBMITTED
