"""A canary sings in every flow of an account; nothing that is written for machines may repeat her numbers."""

import logging
from datetime import date

import pytest
from django.test import Client

from foundation.journal.models import Entry
from licensing.models import Nib, PelakuUsaha
from portal.logs import without_query
from tests.accounts.conftest import SIGN_UP, Letters
from tests.people import person

pytestmark = pytest.mark.django_db
NIK, NUMBERS = "1377015708900003", ("1377015708900003", "81299887766", "0812-9988-7766", "81311112222")


def test_no_log_line_and_no_journal_entry_shows_her_numbers(
    visitor: Client, letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    holder = PelakuUsaha.objects.create(kind="person", name="Canaria", nik=NIK, phone="+6281299887766")
    Nib.objects.create(holder=holder, number="2211260000001", issued_on=date(2026, 11, 2))
    with caplog.at_level(logging.DEBUG):
        visitor.post("/akun/daftar/", SIGN_UP | {"name": ""})
        visitor.post("/akun/daftar/", SIGN_UP)
        visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
        visitor.post("/akun/verifikasi/wa/", {"action": "change", "phone": "0813 1111 2222"})
        visitor.post("/akun/verifikasi/wa/", {"code": letters.code("whatsapp")})
        visitor.post("/permohonan/klaim/", {"nib": "2211260000001", "nik": NIK})
        visitor.post("/permohonan/klaim/", {"nib": "2211260000001", "nik": "1377017208900003"})
        visitor.post("/permohonan/klaim/kode/", {"kode": "000000"})
    assert "/akun/daftar/" in caplog.text
    assert "/permohonan/klaim/" in caplog.text
    journal = repr([(row.kind, row.subject, row.name, row.data, row.note) for row in Entry.objects.all()])
    for number in NUMBERS:
        assert number not in caplog.text
        assert number not in journal
    assert "claim.asked" in journal


def test_the_key_of_a_link_is_not_logged() -> None:
    event = without_query(None, "", {"request": "GET /akun/lupa-sandi/kunci/4-cx1-abcdef/?next=/"})
    assert event["request"] == "GET /akun/lupa-sandi/kunci/…/"


def test_a_page_with_a_wrong_form_does_not_repeat_the_password(visitor: Client) -> None:
    person("budi", "Budi")
    for path, fields in (("/akun/masuk/", {"login": "budi@contoh.id"}), ("/akun/daftar/", SIGN_UP | {"name": ""})):
        answer = visitor.post(path, {**fields, "password": "rahasia sekali 99", "password1": "rahasia sekali 99"})
        assert answer.status_code == 422
        assert "rahasia sekali 99" not in answer.content.decode()
