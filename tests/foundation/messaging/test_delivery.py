"""A letter leaves once, by the back end of its way, and every trouble is named for what it is."""

import smtplib
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from foundation.messaging import delivery
from foundation.messaging.backends import email, gateway
from foundation.messaging.models import SentLetter
from foundation.outbox import delivery as outbox
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.outbox.post import post
from tests.foundation.messaging.test_letters import budi, write_to

pytestmark = pytest.mark.django_db
ROWS = "foundation.messaging.backends.email.RowEmailBackend"


def owed(way: str, **changes: Any) -> OutboxMessage:
    """One message as the outbox hands it over."""
    letter = {"way": way, "to": "budi@contoh.id", "user_id": None, "title": "Judul", "body": "Isi surat", "stop": ""}
    return post("message", subject="x", kind="issued", payload={**letter, "always": True, **changes})


def test_the_outbox_carries_letters_through_this_room() -> None:
    assert outbox.HANDLERS["message"] is delivery.carry


def test_an_email_leaves_with_the_headers_that_make_it_one_mail() -> None:
    message = owed("email", stop="https://portal.example/berhenti/e-1-x/")
    assert delivery.carry(message).kind is Class.OK
    (sent,) = mail.outbox
    assert sent.to == ["budi@contoh.id"]
    assert sent.extra_headers["Message-ID"].startswith(f"<{message.reference}@")
    assert sent.extra_headers["List-Unsubscribe"] == "<https://portal.example/berhenti/e-1-x/>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_repeated_attempt_sends_nothing_twice() -> None:
    message = owed("email")
    delivery.carry(message)
    assert delivery.carry(message).kind is Class.OK
    assert len(mail.outbox) == 1


def test_the_row_back_end_keeps_the_letter_encrypted(settings: Any) -> None:
    settings.EMAIL_BACKEND = ROWS
    delivery.carry(owed("email"))
    kept = SentLetter.objects.get()
    assert (kept.to, kept.title, kept.body, kept.is_kept) == ("budi@contoh.id", "Judul", "Isi surat", True)
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM messaging_sentletter")
        assert "contoh.id" not in str(cursor.fetchall())


def test_mails_of_libraries_are_kept_too(settings: Any) -> None:
    settings.EMAIL_BACKEND = ROWS
    mail.send_mail("Konfirmasi", "Klik tautan", None, ["baru@contoh.id"])
    assert SentLetter.objects.get().to == "baru@contoh.id"


def test_other_back_ends_leave_no_content_behind() -> None:
    delivery.carry(owed("email"))
    kept = SentLetter.objects.get()
    assert (kept.to, kept.title, kept.body, kept.is_kept) == ("", "", "", False)


def test_whatsapp_rows_and_files_are_written_once(settings: Any, tmp_path: Path) -> None:
    assert delivery.carry(owed("whatsapp", to="+6281200000001")).kind is Class.OK
    assert SentLetter.objects.get().to == "+6281200000001"
    settings.WHATSAPP_BACKEND, settings.WHATSAPP_FOLDER = "file", tmp_path / "baru"
    message = owed("whatsapp", to="+6281200000001")
    delivery.carry(message)
    SentLetter.objects.all().delete()  # as if the worker had died before noting it
    assert delivery.carry(message).kind is Class.OK
    (file,) = (tmp_path / "baru").iterdir()
    assert file.read_text(encoding="utf-8") == "Kepada: +6281200000001\n\nIsi surat\n"


def test_an_unknown_back_end_is_a_matter_for_a_person(settings: Any) -> None:
    settings.WHATSAPP_BACKEND = "merpati"
    assert delivery.carry(owed("whatsapp")).kind is Class.PERMANENT
    assert SentLetter.objects.count() == 0


def test_a_letter_written_before_the_person_stopped_is_not_sent() -> None:
    to = budi()
    write_to(to)
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    get_user_model().objects.filter(pk=to.user_id).update(notify_email=False)
    for message in OutboxMessage.objects.all():
        assert delivery.carry(message).kind is Class.OK
    assert mail.outbox == []
    assert SentLetter.objects.filter(way="whatsapp").count() == 1


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), Class.AUTH),
        (smtplib.SMTPRecipientsRefused({"budi@contoh.id": (550, b"unknown")}), Class.PERMANENT),
        (smtplib.SMTPRecipientsRefused({"budi@contoh.id": (450, b"later")}), Class.TRANSIENT),
        (smtplib.SMTPDataError(552, b"too big"), Class.PERMANENT),
        (smtplib.SMTPDataError(421, b"busy"), Class.TRANSIENT),
        (smtplib.SMTPServerDisconnected("gone"), Class.UNKNOWN),
        (ConnectionRefusedError(), Class.TRANSIENT),
        (TimeoutError(), Class.TRANSIENT),
    ],
)
def test_every_trouble_of_a_mail_server_has_its_class(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, kind: Class
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise trouble

    monkeypatch.setattr(email.EmailMessage, "send", fail)
    outcome = delivery.carry(owed("email"))
    assert outcome.kind is kind
    assert "contoh.id" not in outcome.detail
    assert SentLetter.objects.count() == 0


class Gateway(BaseHTTPRequestHandler):
    """A gateway that answers with the status it was told, and remembers what it got."""

    status = 200
    answer_headers: dict[str, str] = {}
    got: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Gateway.got.append((dict(self.headers), body))
        self.send_response(Gateway.status)
        for name, value in Gateway.answer_headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def at_gateway(settings: Any) -> Iterator[type[Gateway]]:
    """A gateway on this machine, allowed by name."""
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Gateway.status, Gateway.answer_headers, Gateway.got = 200, {}, []
    settings.WHATSAPP_BACKEND = "http"
    settings.WHATSAPP_URL = f"http://127.0.0.1:{server.server_port}/kirim"
    settings.WHATSAPP_HOSTS = ["127.0.0.1"]
    settings.WHATSAPP_SECRET = "rahasia"
    settings.WHATSAPP_BODY = {"phone": "{to}", "message": {"text": "{text}"}, "id": "ref-{reference}", "retry": False}
    yield Gateway
    gateway.pool().clear()
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_gateway_gets_a_signed_body_with_the_letters_key(at_gateway: type[Gateway]) -> None:
    import hashlib  # noqa: PLC0415
    import hmac  # noqa: PLC0415
    import json  # noqa: PLC0415

    message = owed("whatsapp", to="+6281200000001", body='Izin "terbit" {reference} – unduh')
    assert delivery.carry(message).kind is Class.OK
    ((headers, body),) = at_gateway.got
    assert json.loads(body) == {
        "phone": "6281200000001",
        "message": {"text": 'Izin "terbit" {reference} – unduh'},
        "id": f"ref-{message.reference}",
        "retry": False,
    }
    assert headers["Idempotency-Key"] == str(message.reference)
    wanted = hmac.new(b"rahasia", headers["X-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"v1={wanted}"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (202, Class.OK),
        (409, Class.OK),
        (429, Class.THROTTLED),
        (401, Class.AUTH),
        (403, Class.AUTH),
        (400, Class.PERMANENT),
        (302, Class.PERMANENT),
        (500, Class.TRANSIENT),
        (503, Class.TRANSIENT),
    ],
)
def test_every_answer_of_the_gateway_has_its_class(at_gateway: type[Gateway], status: int, kind: Class) -> None:
    at_gateway.status = status
    at_gateway.answer_headers = {"Retry-After": "17"} | ({"Location": "http://127.0.0.1:1/"} if status == 302 else {})
    outcome = delivery.carry(owed("whatsapp", to="+6281200000001"))
    assert outcome.kind is kind
    assert len(at_gateway.got) == 1
    if kind is Class.THROTTLED:
        assert outcome.retry_after == 17


def test_a_gateway_that_is_not_listed_or_not_encrypted_is_never_called(
    at_gateway: type[Gateway], settings: Any
) -> None:
    settings.WHATSAPP_HOSTS = ["wa.example"]
    assert delivery.carry(owed("whatsapp")).kind is Class.PERMANENT
    settings.WHATSAPP_URL = "http://wa.example/kirim"
    assert delivery.carry(owed("whatsapp")).kind is Class.PERMANENT
    assert at_gateway.got == []
    assert gateway.is_allowed("http://wa.example@127.0.0.1/") is False


def test_a_dead_gateway_is_transient_and_a_silent_one_unknown(
    settings: Any, at_gateway: type[Gateway], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WHATSAPP_URL = "http://127.0.0.1:9/kirim"
    assert delivery.carry(owed("whatsapp")).kind is Class.TRANSIENT

    def silent(*_: Any, **__: Any) -> None:
        raise gateway.ReadTimeoutError(gateway.pool(), "/kirim", "silent")  # type: ignore[arg-type]

    monkeypatch.setattr(gateway.pool(), "request", silent)
    assert delivery.carry(owed("whatsapp")).kind is Class.UNKNOWN


def test_references_are_never_shared() -> None:
    assert isinstance(owed("email").reference, uuid.UUID)
    assert owed("email").reference != owed("email").reference


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_every_owed_letter_to_its_way(settings: Any) -> None:
    settings.EMAIL_BACKEND = ROWS
    to = budi()
    write_to(to)
    assert outbox.drain("message") == 2
    assert {(row.way, row.to) for row in SentLetter.objects.all()} == {("email", to.email), ("whatsapp", to.phone)}
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"done"}
    write_to(to)
    assert outbox.drain("message") == 0
