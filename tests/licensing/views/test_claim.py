"""Claiming a business that came in from OSS: right, wrong and unknown look alike until the code is right."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.actions import claim
from licensing.models import Nib, PelakuUsaha
from tests.people import person

pytestmark = pytest.mark.django_db
NIB, NIK = "2211260000001", "1377015708900003"
WRONG_NIK = "1377011708900003"


@pytest.fixture
def laundry() -> PelakuUsaha:
    """An unclaimed business whose contact stands in the NIB data."""
    holder = PelakuUsaha.objects.create(
        kind="person", name="Laundry Canaria", nik=NIK, phone="+6281266554433", email="pemilik@contoh.id"
    )
    Nib.objects.create(holder=holder, number=NIB, issued_on=date(2026, 11, 2))
    return holder


@pytest.fixture
def budi(client: Client) -> Client:
    client.force_login(person("budi", "Budi Santoso"))
    return client


def code() -> str:
    """The code in the newest claim letter."""
    row = OutboxMessage.objects.filter(kind="claim_code").order_by("-id").first()
    assert row is not None
    return next(word for word in row.payload["body"].replace(",", " ").split() if word.isdecimal() and len(word) == 6)


def ask(client: Client, nib: str = NIB, nik: str = NIK) -> tuple[int, str]:
    answer = client.post("/permohonan/klaim/", {"nib": nib, "nik": nik})
    return answer.status_code, answer.headers.get("Location", "")


def test_the_owner_types_the_code_and_the_business_is_theirs(budi: Client, laundry: PelakuUsaha) -> None:
    assert ask(budi) == (302, "/permohonan/klaim/kode/")
    sent = [row.payload["to"] for row in OutboxMessage.objects.filter(kind="claim_code")]
    assert sorted(sent) == ["+6281266554433", "pemilik@contoh.id"]
    assert budi.post("/permohonan/klaim/kode/", {"kode": code()})["Location"] == "/permohonan/"
    laundry.refresh_from_db()
    assert laundry.owner is not None
    assert laundry.owner.email == "budi@contoh.id"


def test_right_wrong_and_unknown_numbers_are_answered_alike(budi: Client, laundry: PelakuUsaha) -> None:
    answers = {ask(budi), ask(budi, nik=WRONG_NIK), ask(budi, nib="9999999999999")}
    assert answers == {(302, "/permohonan/klaim/kode/")}
    assert OutboxMessage.objects.filter(kind="claim_code").count() == 2  # one asking was right: mail and WhatsApp
    pages = set()
    for nik in (NIK, WRONG_NIK):
        ask(budi, nik=nik)
        answer = budi.post("/permohonan/klaim/kode/", {"kode": "000000"})
        pages.add((answer.status_code, "Kode salah atau sudah lewat" in answer.content.decode()))
    assert pages == {(409, True)}
    laundry.refresh_from_db()
    assert laundry.owner is None


def test_two_askings_within_a_second_are_two_letters_and_the_last_code_counts(
    budi: Client, laundry: PelakuUsaha, time_machine
) -> None:
    time_machine.move_to(timezone.now(), tick=False)
    ask(budi)
    first = code()
    ask(budi)
    assert OutboxMessage.objects.filter(kind="claim_code").count() == 4, "mail and WhatsApp, twice"
    if code() != first:
        assert budi.post("/permohonan/klaim/kode/", {"kode": first}).status_code == 409
    assert budi.post("/permohonan/klaim/kode/", {"kode": code()}).status_code == 302


def test_every_try_is_in_the_journal_without_the_numbers(budi: Client, laundry: PelakuUsaha) -> None:
    ask(budi)
    budi.post("/permohonan/klaim/kode/", {"kode": "000000"})
    budi.post("/permohonan/klaim/kode/", {"kode": code()})
    entries = Entry.objects.filter(kind__startswith="claim.")
    assert list(entries.order_by("id").values_list("kind", flat=True)) == ["claim.asked", "claim.failed", "claim.done"]
    assert all(number not in repr((row.data, row.note, row.subject)) for row in entries for number in (NIB, NIK))


def test_the_code_dies_after_five_wrong_tries(budi: Client, laundry: PelakuUsaha) -> None:
    ask(budi)
    for _try in range(5):
        budi.post("/permohonan/klaim/kode/", {"kode": "000000"})
    assert budi.post("/permohonan/klaim/kode/", {"kode": code()}).status_code == 409


def test_wrong_tries_do_not_lengthen_the_life_of_a_code(budi: Client, laundry: PelakuUsaha, time_machine: Any) -> None:
    began = timezone.now()
    time_machine.move_to(began, tick=False)
    ask(budi)
    time_machine.move_to(began + timedelta(minutes=14), tick=False)
    budi.post("/permohonan/klaim/kode/", {"kode": "000000"})
    time_machine.move_to(began + timedelta(minutes=16), tick=False)
    assert budi.post("/permohonan/klaim/kode/", {"kode": code()}).status_code == 409


def test_many_tries_at_one_moment_are_counted_all_the_same(
    budi: Client, laundry: PelakuUsaha, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where many read the count before anybody has written it, the count of the code stays low."""
    ask(budi)
    slow = SimpleNamespace(get=cache.get, delete=cache.delete, set=lambda *_words: None)
    monkeypatch.setattr(claim, "cache", slow)
    for _try in range(25):
        budi.post("/permohonan/klaim/kode/", {"kode": "000000"})
    assert budi.post("/permohonan/klaim/kode/", {"kode": code()}).status_code == 409


def test_the_sixth_asking_in_an_hour_is_too_many(budi: Client) -> None:
    assert [ask(budi, nib=f"22112600000{n:02d}")[0] for n in range(6)] == [302] * 5 + [429]


def test_a_number_that_cannot_be_is_said_with_422(budi: Client) -> None:
    assert ask(budi, nik="1377017208900003")[0] == 422
    assert ask(budi, nib="12")[0] == 422
    assert budi.post("/permohonan/klaim/kode/", {"kode": "abc"}).status_code == 422


def test_a_claimed_business_cannot_be_claimed_again(budi: Client, laundry: PelakuUsaha) -> None:
    ask(budi)
    right = code()
    laundry.owner = person("rina", "Rina Bahari")
    laundry.save()
    assert budi.post("/permohonan/klaim/kode/", {"kode": right}).status_code == 409
    laundry.refresh_from_db()
    assert laundry.owner.email == "rina@contoh.id"


def test_the_way_to_the_claim_stands_on_the_applicants_list(budi: Client, client: Client) -> None:
    assert 'href="/permohonan/klaim/"' in budi.get("/permohonan/").content.decode()
    client.force_login(person("wulan", "Wulan Sari", Role.CLERK))
    assert 'href="/permohonan/klaim/"' not in client.get("/permohonan/").content.decode()


@pytest.mark.parametrize("written", ["+6281266554433", "0812-6655-4433"])
def test_an_officer_who_filled_in_the_own_number_at_oss_receives_no_code(
    written: str, budi: Client, laundry: PelakuUsaha
) -> None:
    officer = person("wulan", "Wulan", Role.CLERK, phone="+6281266554433", phone_verified_at=None)
    laundry.phone = written
    laundry.save()
    assert ask(budi) == (302, "/permohonan/klaim/kode/")
    assert [row.payload["to"] for row in OutboxMessage.objects.filter(kind="claim_code")] == ["pemilik@contoh.id"]
    assert Entry.objects.filter(kind="claim.asked").latest("id").data == {"found": True, "withheld": "officer"}
    laundry.email = officer.email.upper()
    laundry.save()
    assert ask(budi) == (302, "/permohonan/klaim/kode/"), "answered alike"
    assert OutboxMessage.objects.filter(kind="claim_code").count() == 1
    assert "datang ke loket dengan KTP-el" in budi.get("/permohonan/klaim/kode/").content.decode()
