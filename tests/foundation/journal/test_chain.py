"""The chain: every entry sealed once and in order; every kind of tampering found."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from foundation.journal import book, seals
from foundation.journal.models import Entry, Head, Seal
from foundation.journal.who import Who
from tests.foundation.threads import all_at_once
from tests.guards import with_guards

BUDI = Who(user_id=5, role="applicant", name="Budi Santoso", channel="web", on_behalf_of="pelaku_usaha:3")


def write(count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        book.record("application.step", subject=f"application:{number % 3}", who=BUDI, data={"n": number}, note="ya")


def verify(*args: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_journal", *args, stdout=out, stderr=err)
    except CommandError as broken:
        return f"{err.getvalue()}{broken}"
    return out.getvalue()


def tamper(sql: str) -> None:
    """As somebody with all rights on the database could: the guards are lifted first."""
    with_guards("drop")
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_an_entry_keeps_who_did_what_through_which_door() -> None:
    book.record("application.submitted", subject="application:1", who=BUDI, data={"days": 5}, note="Lengkap.")
    entry = book.of("application:1").get()
    assert (entry.kind, entry.user_id, entry.role, entry.name) == (
        "application.submitted",
        5,
        "applicant",
        "Budi Santoso",
    )
    assert (entry.channel, entry.on_behalf_of, entry.data, entry.note) == (
        "web",
        "pelaku_usaha:3",
        {"days": 5},
        "Lengkap.",
    )
    assert not book.of("application:11").exists()


@pytest.mark.django_db
def test_content_of_entries_rests_encrypted() -> None:
    book.record("x", subject="application:1", who=BUDI, data={"alamat": "kenari-penguji"}, note="kenari-penguji")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data, note FROM journal_entry")
        assert "kenari" not in str(cursor.fetchone())


@pytest.mark.django_db
def test_every_entry_is_sealed_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "BATCH", 4)
    write(10)
    seals.seal_all()
    write(3, start=10)
    seals.seal_all()
    seals.seal_all()
    assert list(Seal.objects.values_list("sequence", flat=True)) == list(range(1, 14))
    assert list(Seal.objects.values_list("entry_id", flat=True)) == list(Entry.objects.values_list("id", flat=True))
    assert "Jurnal utuh. Ujung rantai 13:" in verify()


@pytest.mark.django_db
def test_an_entry_that_commits_late_is_sealed_after_later_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    write(3)
    late = Entry.objects.first()
    visible = seals.unsealed
    monkeypatch.setattr(seals, "unsealed", lambda head: visible(head).exclude(pk=late.pk))
    seals.seal_all()
    monkeypatch.setattr(seals, "unsealed", visible)
    seals.seal_all()
    assert Seal.objects.last().entry_id == late.pk
    assert "Jurnal utuh" in verify()


TAMPERINGS = {
    "UPDATE journal_entry SET name = 'Orang lain' WHERE id = (SELECT MIN(id) + 4 FROM journal_entry)": "berubah",
    "UPDATE journal_entry SET note = '' WHERE id = (SELECT MAX(id) FROM journal_entry)": "berubah",
    "DELETE FROM journal_entry WHERE id = (SELECT MIN(id) + 4 FROM journal_entry)": "tidak ada lagi",
    "DELETE FROM journal_seal WHERE sequence = 5": "Urutan terputus",
    "DELETE FROM journal_seal WHERE sequence > 7": "ujungnya menyebut 10",
    "UPDATE journal_seal SET hash = 'x' WHERE sequence = 5": "tidak cocok",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("sql", "said"), TAMPERINGS.items())
def test_every_kind_of_tampering_is_found(sql: str, said: str) -> None:
    write(10)
    seals.seal_all()
    assert "Jurnal utuh" in verify()
    try:
        tamper(sql)
        assert said in verify()
    finally:
        with_guards("add")


@pytest.mark.django_db
def test_old_entries_that_nobody_sealed_are_found() -> None:
    write(2)
    assert "utuh" in verify(), "young ones may still wait for the sealer"
    Entry.objects.bulk_create([Entry(kind="x", subject="y", at=timezone.now() - timedelta(hours=2))])
    assert "1 catatan lama belum disegel" in verify()


@pytest.mark.django_db(transaction=True)
def test_a_chain_rewritten_as_a_whole_is_found_by_an_earlier_anchor() -> None:
    write(5)
    seals.seal_all()
    head = Head.objects.get()
    anchor = f"{head.sequence}:{head.hash}"
    assert "utuh" in verify("--anchor", anchor)
    try:
        tamper("UPDATE journal_entry SET name = 'Orang lain' WHERE id = (SELECT MIN(id) FROM journal_entry)")
        tamper("DELETE FROM journal_seal")
        tamper("UPDATE journal_head SET sequence = 0, hash = '', floor = 0")
        seals.seal_all()
        assert "Jurnal utuh" in verify()
        assert "pernah diterbitkan" in verify("--anchor", anchor)
    finally:
        with_guards("add")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_writers_and_two_sealers_make_one_whole_chain() -> None:
    def work(number: int) -> None:
        for turn in range(15):
            if number < 2:
                seals.seal_batch()
            else:
                with transaction.atomic():
                    write(2, start=turn)

    all_at_once(8, work)
    seals.seal_all()
    assert Seal.objects.count() == Entry.objects.count() == 6 * 15 * 2
    assert "Jurnal utuh" in verify()
