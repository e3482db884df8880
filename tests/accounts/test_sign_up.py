"""Sign-up asks little, proves both addresses, and tells strangers nothing (screens.md 19, reliability.md C31-C32)."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from foundation.journal.models import Entry
from foundation.messaging.models import SentLetter
from foundation.outbox import delivery as outbox
from foundation.outbox.models import OutboxMessage
from tests.accounts.conftest import PASSWORD, SIGN_UP, Letters
from tests.people import person

pytestmark = pytest.mark.django_db


def test_a_person_signs_up_proves_mail_and_number_and_is_home(visitor: Client, letters: Letters) -> None:
    answer = visitor.post("/akun/daftar/", SIGN_UP)
    assert (answer.status_code, answer["Location"]) == (302, "/akun/verifikasi/")
    answer = visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
    assert (answer.status_code, answer["Location"]) == (302, "/akun/verifikasi/wa/")
    answer = visitor.post("/akun/verifikasi/wa/", {"code": letters.code("whatsapp")})
    assert (answer.status_code, answer["Location"]) == (302, "/beranda/")
    assert visitor.get("/beranda/").status_code == 200
    user = User.objects.get(email="siti@contoh.id")
    assert (user.name, user.role, user.phone) == ("Siti Canaria", "applicant", "+6281299887766")
    assert (user.declared_kind, user.declared_umk) == ("person", True)
    assert user.phone_verified_at is not None
    assert EmailAddress.objects.get(user=user).verified
    kinds = set(Entry.objects.filter(subject=f"user:{user.pk}").values_list("kind", flat=True))
    assert {"account.signed_up", "account.phone_verified", "account.signed_in"} <= kinds


def test_the_number_can_be_proved_later_and_signing_in_again_does_not_ask(visitor: Client, letters: Letters) -> None:
    visitor.post("/akun/daftar/", SIGN_UP)
    visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
    assert visitor.post("/akun/verifikasi/wa/nanti/")["Location"] == "/beranda/"
    visitor.post("/akun/keluar/")
    answer = visitor.post("/akun/masuk/", {"login": "siti@contoh.id", "password": PASSWORD})
    assert answer["Location"] == "/beranda/"


def test_a_mistyped_number_is_corrected_on_the_page_that_asks_for_its_code(visitor: Client, letters: Letters) -> None:
    visitor.post("/akun/daftar/", SIGN_UP)
    visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
    visitor.post("/akun/verifikasi/wa/", {"action": "change", "phone": "0813 1111 2222"})
    assert letters.all("whatsapp")[-1]["to"] == "+6281311112222"
    visitor.post("/akun/verifikasi/wa/", {"code": letters.code("whatsapp")})
    assert User.objects.get(email="siti@contoh.id").phone == "+6281311112222"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Isi nama lengkap."),
        ("phone", "12345", "Isi nomor HP Indonesia"),
        ("phone", "", "Isi nomor HP/WhatsApp."),
        ("kind", "", "Pilih jenis pelaku usaha."),
        ("password1", "12345678", "12 karakter"),
        ("password1", "Satu Pintu 2026!", "Jangan pakai nama kantor"),
        ("password1", "qwertyuiop123", "terlalu banyak dipakai orang"),
        ("email", "bukan-alamat", "e-mail"),
    ],
)
def test_what_is_missing_or_weak_is_said_with_422(visitor: Client, field: str, value: str, sentence: str) -> None:
    answer = visitor.post("/akun/daftar/", SIGN_UP | {field: value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if field != "name":
        assert "Siti Canaria" in answer.content.decode()
    assert not User.objects.exists()


def test_a_long_pasted_password_is_accepted(visitor: Client) -> None:
    assert visitor.post("/akun/daftar/", SIGN_UP | {"password1": "rawa pening " * 10}).status_code == 302


def shape(answer: Any) -> tuple[int, str]:
    """What a stranger sees of an answer."""
    return answer.status_code, answer.headers.get("Location", "")


def test_a_known_address_is_answered_like_an_unknown_one_and_its_owner_is_told(letters: Letters) -> None:
    owner = person("budi", "Budi Santoso")
    EmailAddress.objects.create(user=owner, email=owner.email, primary=True, verified=True)
    known, unknown = Client(), Client()
    answers = [
        shape(known.post("/akun/daftar/", SIGN_UP | {"email": owner.email})),
        shape(unknown.post("/akun/daftar/", SIGN_UP)),
    ]
    assert answers[0] == answers[1] == (302, "/akun/verifikasi/")
    pages = [client.get("/akun/verifikasi/").content.decode() for client in (known, unknown)]
    assert plain(pages[0], "b***@contoh.id") == plain(pages[1], "s***@contoh.id")
    told = letters.all("email", "account_exists")
    assert [letter["to"] for letter in told] == [owner.email]
    assert User.objects.count() == 2
    assert shape(known.post("/akun/verifikasi/", {"code": "000000"}))[0] == 422


def plain(page: str, email: str) -> str:
    """A page without its token and address."""
    lines = [line for line in page.replace(email, "…").splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines)


def test_a_number_proved_by_another_account_gets_a_warning_and_the_page_does_not_show_it(letters: Letters) -> None:
    person("budi", "Budi Santoso", phone="+6281299887766")
    visitor = Client()
    visitor.post("/akun/daftar/", SIGN_UP)
    answer = visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
    assert answer["Location"] == "/akun/verifikasi/wa/"
    assert not letters.all("whatsapp", "account_code")
    assert [letter["to"] for letter in letters.all("whatsapp", "account_exists")] == ["+6281299887766"]
    assert visitor.post("/akun/verifikasi/wa/", {"code": "123456"}).status_code == 422
    assert User.objects.get(email="siti@contoh.id").phone_verified_at is None


def test_neither_session_nor_outbox_nor_account_show_the_number_in_the_database(visitor: Client) -> None:
    visitor.post("/akun/daftar/", SIGN_UP)
    tables = {Session._meta.db_table, OutboxMessage._meta.db_table, User._meta.db_table, Entry._meta.db_table}
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            rows = repr(cursor.fetchall())
        assert "8129988" not in rows
        assert rows != "[]" or table == Entry._meta.db_table


def test_a_half_finished_sign_up_can_be_given_up(visitor: Client) -> None:
    visitor.post("/akun/daftar/", SIGN_UP)
    assert visitor.get("/akun/masuk/")["Location"] == "/akun/verifikasi/"
    assert visitor.post("/akun/keluar/", {"next": "/akun/masuk/"})["Location"] == "/akun/masuk/"
    assert visitor.get("/akun/masuk/").status_code == 200


def test_a_number_that_two_accounts_typed_belongs_to_the_one_that_proves_it(letters: Letters) -> None:
    first, second = Client(), Client()
    for browser, email in ((first, "siti@contoh.id"), (second, "tuti@contoh.id")):
        browser.post("/akun/daftar/", SIGN_UP | {"email": email})
    answers = []
    for browser, letter in zip((first, second), letters.all("email", "account_code"), strict=True):
        code = "".join(re.findall(r"\b\d{6}\b", letter["body"]))
        answers.append(browser.post("/akun/verifikasi/", {"code": code})["Location"])
    assert answers == ["/akun/verifikasi/wa/", "/beranda/"]  # the second code to one number in a moment is put off
    first.post("/akun/verifikasi/wa/", {"code": letters.code("whatsapp")})
    owners = User.objects.exclude(phone_verified_at=None).values_list("email", flat=True)
    assert list(owners) == ["siti@contoh.id"]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(email="tuti@contoh.id").update(phone_verified_at=timezone.now())


def test_codes_asked_for_too_often_are_refused_with_429(visitor: Client, letters: Letters) -> None:
    visitor.post("/akun/daftar/", SIGN_UP)
    visitor.post("/akun/verifikasi/", {"code": letters.code("email")})
    visitor.post("/akun/verifikasi/wa/", {"action": "change", "phone": "0813 1111 2222"})
    answer = visitor.post("/akun/verifikasi/wa/", {"action": "change", "phone": "0812-9988-7766"})
    assert answer.status_code == 429
    assert "Terlalu" in answer.content.decode()


def test_codes_leave_by_the_outbox(visitor: Client, settings: Any) -> None:
    settings.DEMO = True
    visitor.post("/akun/daftar/", SIGN_UP)
    assert outbox.drain("message") == 1
    assert "Verifikasi" in visitor.get("/akun/verifikasi/").content.decode()
    letter = SentLetter.objects.get()
    assert letter.way == "email"
