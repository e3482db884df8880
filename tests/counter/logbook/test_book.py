"""Rows of the agenda are born from acts, end once, and are mended by new rows only."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from counter.logbook import book, corrections
from counter.logbook.models import DayTotal, Visit
from counter.logbook.terms import Act, Channel, Kind, Origin, Result
from foundation.journal.models import Entry
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def opened(people: Town, **changes: Any) -> Visit:
    facts = {"channel": Channel.ASSISTED, "service": "Perizinan berusaha", "ticket_id": 7, "ticket_label": "A012"}
    return book.open_visit(who=people.actor("wulan"), **{**facts, "window": "Loket 3", **changes})


def written(people: Town, **changes: Any) -> Visit:
    now = timezone.now()
    facts: dict[str, Any] = {"channel": Channel.PHONE, "service": "Konsultasi", "kind": Kind.INFORMATION}
    facts |= {"started_at": now - timedelta(hours=2), "ended_at": now - timedelta(hours=1, minutes=50)}
    return book.by_hand(who=people.actor("wulan"), **{**facts, "person_name": "Siti Aminah", **changes})


def test_a_visit_becomes_a_whole_row_without_typing(people: Town) -> None:
    visit, wulan = opened(people, person_name=" Budi  Santoso "), people.actor("wulan")
    for kind in (Act.SERVED, Act.FILLED, Act.READ, Act.FILLED):
        book.add_act(visit, who=wulan, kind=kind)
    book.add_act(visit, who=wulan, kind=Act.HANDED, text="NIB 9120001234567")
    book.close_visit(visit, who=wulan, result=Result.DONE, survey_offered=True)

    row = Visit.objects.get()
    assert row.person_name == "Budi Santoso"
    assert row.acts_text == "Melayani di loket; Mengisi data; Membacakan pernyataan; Menyerahkan dokumen"
    assert (row.documents, row.document_count, row.survey_offered) == ("NIB 9120001234567", 1, True)
    assert row.number == f"{timezone.localdate().year}-000001"
    assert (row.officer_name, row.window, row.ticket_label) == ("Wulan Sari", "Loket 3", "A012")
    kinds = [entry.kind for entry in Entry.objects.filter(subject=row.subject).order_by("id")]
    assert kinds == ["visit.opened", "visit.closed"]


def test_closing_twice_is_closing_once(people: Town) -> None:
    visit = opened(people)
    first = book.close_visit(visit, who=people.actor("wulan"), result=Result.DONE).number
    second = book.close_visit(visit, who=people.actor("dedi"), result=Result.ABANDONED)
    assert (second.number, second.result) == (first, Result.DONE)
    assert DayTotal.objects.get(dimension="").visits == 1


def test_a_row_that_ended_takes_no_more_facts_but_keeps_later_acts(people: Town) -> None:
    visit = opened(people)
    book.tell(visit, who=people.actor("wulan"), person_name="Rina")
    book.close_visit(visit, who=people.actor("wulan"), result=Result.CONTINUES)
    with pytest.raises(book.Refused, match="sudah ditutup"):
        book.tell(visit, who=people.actor("wulan"), person_name="Lain")
    book.add_act(visit, who=people.actor("wulan"), kind=Act.PRINTED)
    visit.refresh_from_db()
    assert (visit.person_name, visit.acts_text) == ("Rina", "")


@pytest.mark.parametrize("sql", ["UPDATE logbook_visit SET note = ''", "DELETE FROM logbook_visit"])
def test_the_database_itself_keeps_rows_that_ended(people: Town, sql: str) -> None:
    written(people)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Visit.objects.get().person_name == "Siti Aminah"


def test_a_correction_is_a_new_row_and_both_stay(people: Town) -> None:
    old = written(people, note="Bertanya lokasi")
    new = corrections.correct(old, who=people.actor("wulan"), reason="Salah saluran", channel=Channel.WHATSAPP)
    old.refresh_from_db()
    assert (old.channel, new.channel) == (Channel.PHONE, Channel.WHATSAPP)
    assert (new.corrects, new.origin, new.reason) == (old, Origin.CORRECTION, "Salah saluran")
    assert (new.note, new.person_name, new.started_at) == (old.note, old.person_name, old.started_at)
    totals = {(row.dimension, row.value): row.visits for row in DayTotal.objects.all()}
    assert totals["", ""] == 1
    assert (totals["channel", "telepon"], totals["channel", "whatsapp"]) == (0, 1)


def test_a_row_is_corrected_once_and_then_its_correction(people: Town) -> None:
    old, wulan = written(people), people.actor("wulan")
    new = corrections.correct(old, who=wulan, reason="satu", service="Lain")
    with pytest.raises(book.Refused, match="sudah dikoreksi"):
        corrections.correct(old, who=wulan, reason="dua", service="Lagi")
    assert corrections.correct(new, who=wulan, reason="tiga", service="Lagi").corrects == new
    assert DayTotal.objects.get(dimension="").visits == 1


@pytest.mark.parametrize("name", ["ijah", "auditor", "sari", "dedi"])
def test_only_the_officer_head_and_admin_mend_a_row(people: Town, name: str) -> None:
    with pytest.raises(book.Refused, match="baris Anda sendiri"):
        corrections.correct(written(people), who=people.actor(name), reason="x", service="y")


def test_a_late_row_carries_both_times(people: Town) -> None:
    row = written(people)
    assert row.recorded_at - row.ended_at >= timedelta(hours=1)
    assert row.seconds == 600


@pytest.mark.parametrize(
    ("start", "end", "sentence"), [(1, 2, "lebih awal"), (2, -1, "belum tiba")], ids=["backwards", "future"]
)
def test_impossible_times_are_refused(people: Town, start: int, end: int, sentence: str) -> None:
    now = timezone.now()
    with pytest.raises(book.Refused, match=sentence):
        written(people, started_at=now - timedelta(hours=start), ended_at=now - timedelta(hours=end))


def test_the_sigap_number_is_noted_later_and_the_latest_counts(people: Town) -> None:
    row, wulan = written(people), people.actor("wulan")
    corrections.note_sigap(row, who=wulan, number="S-17")
    assert corrections.note_sigap(row, who=wulan, number="S-17") is None
    corrections.note_sigap(row, who=wulan, number="S-18")
    assert [line.number for line in row.sigap_numbers.all()] == ["S-17", "S-18"]


def test_names_and_notes_rest_encrypted(people: Town) -> None:
    written(people, note="Menitip pesan untuk Pak Lurah")
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_name, note FROM logbook_visit")
        stored = " ".join(cursor.fetchone())
    assert "Siti" not in stored
    assert "Lurah" not in stored


def test_a_form_sent_twice_at_the_same_moment_is_one_row_without_a_gap(
    people: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(people, key="abc")
    looks = iter([None])
    monkeypatch.setattr(book, "same_form", lambda row: next(looks, first))  # the second looked before the first wrote
    assert written(people, key="abc") == first
    monkeypatch.undo()
    assert written(people, key="other").number.endswith("000002")
