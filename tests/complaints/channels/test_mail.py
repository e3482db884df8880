"""E-mail becomes a complaint once, is answered with a receipt, and goes on in the dialogue; machines are ignored."""

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from complaints.channels.mail import fetching, reading
from complaints.models import Complainant, Complaint, Message, MessageFile
from complaints.terms import Channel, MessageKind, Side
from foundation.outbox.models import OutboxMessage
from foundation.pulse.due import Later
from tests.complaints.channels import imap_server
from tests.foundation.files import pdfs, sounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings: Any) -> Iterator[imap_server.Server]:
    with imap_server.running() as server:
        settings.IMAP_HOST, settings.IMAP_PORT = "127.0.0.1", server.server_address[1]
        settings.IMAP_TLS, settings.IMAP_FOLDER = False, "INBOX"
        settings.IMAP_USER, settings.IMAP_PASSWORD = "aduan@kantor.id", "rahasia"
        yield server


def mail(
    text: str = "Loket 2 meminta uang.", *, subject: str = "Keluhan", mark: str = "<1@contoh.id>", **more: str
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Tuti Canaria <tuti@contoh.id>"
    message["To"] = "aduan@kantor.id"
    message["Subject"] = subject
    if mark:
        message["Message-ID"] = mark
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="complaint_mail_received"))


def test_a_mail_becomes_a_complaint_with_a_receipt_that_carries_number_and_code(box: imap_server.Server) -> None:
    uid = box.put(mail().as_bytes())
    fetching.fetch()
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.text) == (Channel.EMAIL, "Keluhan\n\nLoket 2 meminta uang.")
    assert Complainant.objects.get().email == "tuti@contoh.id"
    [letter] = letters()
    assert letter.payload["to"] == "tuti@contoh.id"
    for told in (complaint.number, complaint.code_in_groups, complaint.digest):
        assert told in letter.payload["body"]
    assert "Loket 2" not in letter.payload["body"]
    assert box.mails[uid]["seen"]


def test_each_mail_counts_once_even_when_it_stays_unread(box: imap_server.Server) -> None:
    uid = box.put(mail().as_bytes())
    fetching.fetch()
    box.mails[uid]["seen"] = False
    box.put(mail().as_bytes())  # the same mail in a second copy
    fetching.fetch()
    assert Complaint.objects.count() == 1
    assert len(letters()) == 1


def test_a_mail_without_a_message_id_counts_once_too(box: imap_server.Server) -> None:
    data = mail(mark="").as_bytes()
    fetching.take(data)
    fetching.take(data)
    assert Complaint.objects.count() == 1


def test_a_worker_that_died_before_the_receipt_sends_it_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "receipt", lambda *_words: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fetching.take(mail().as_bytes())
    monkeypatch.undo()
    fetching.take(mail().as_bytes())
    assert Complaint.objects.count() == len(letters()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X-Autoreply": "yes"},
        {"List-Unsubscribe": "<mailto:stop@toko.id>"},
        {"Return-Path": "<>"},
    ],
)
def test_answering_machines_lists_and_bounces_are_ignored_and_not_answered(headers: dict[str, str]) -> None:
    assert fetching.take(mail(**headers).as_bytes()) is None
    assert (Complaint.objects.count(), letters()) == (0, [])


@pytest.mark.parametrize("address", ["aduan@kantor.id", "mailer-daemon@contoh.id", "no-reply@toko.id", ""])
def test_our_own_letters_and_machines_addresses_are_ignored(address: str, settings: Any) -> None:
    settings.IMAP_USER = "aduan@kantor.id"
    message = mail()
    del message["From"]
    if address:
        message["From"] = address
    assert fetching.take(message.as_bytes()) is None
    assert Complaint.objects.count() == 0


def test_papers_and_voice_notes_come_along_and_a_refused_one_is_named_in_the_receipt() -> None:
    message = mail()
    message.add_attachment(pdfs.good(), maintype="application", subtype="pdf", filename="kuitansi.pdf")
    message.add_attachment(sounds.ogg(), maintype="audio", subtype="ogg", filename="PTT.ogg")
    message.add_attachment(b"MZ\x90\x00program", maintype="application", subtype="octet-stream", filename="lihat.exe")
    fetching.take(message.as_bytes())
    complaint = Complaint.objects.get()
    kept = {row.file.kind: row.file for row in MessageFile.objects.filter(message__complaint=complaint)}
    assert set(kept) == {"pdf", "ogg"}
    assert {file.purpose for file in kept.values()} == {"complaint"}
    assert {file.subject for file in kept.values()} == {complaint.mark}
    assert "lihat.exe" in letters()[0].payload["body"]
    assert Message.objects.get().kind == MessageKind.EVIDENCE


def test_an_answer_from_the_same_address_goes_on_in_the_dialogue_without_the_quoted_part() -> None:
    complaint = fetching.take(mail().as_bytes())
    assert complaint is not None
    text = "Kejadiannya hari Senin.\n\nPada 22 Nov 2026, Kantor menulis:\n> Nomor pengaduan: rahasia"
    fetching.take(mail(text, subject=f"Re: Tanda terima {complaint.number}", mark="<2@contoh.id>").as_bytes())
    fetching.take(mail(text, subject=f"Re: Tanda terima {complaint.number}", mark="<2@contoh.id>").as_bytes())
    message = Message.objects.get()
    assert (message.side, message.kind, message.text) == (Side.SENDER, MessageKind.MESSAGE, "Kejadiannya hari Senin.")
    complaint.refresh_from_db()
    assert (Complaint.objects.count(), complaint.stage, complaint.state) == (1, "a", "open")


def test_somebody_else_who_knows_the_number_cannot_speak_in_the_dialogue() -> None:
    complaint = fetching.take(mail().as_bytes())
    assert complaint is not None
    other = mail("Saya cabut.", subject=f"Re: {complaint.number}", mark="<3@lain.id>")
    other.replace_header("From", "lain@lain.id")
    fetching.take(other.as_bytes())
    assert not Message.objects.filter(complaint=complaint).exists()
    assert Complaint.objects.count() == 2


def test_a_silent_or_closed_mail_server_is_tried_later_and_its_password_is_not_told(
    box: imap_server.Server, settings: Any
) -> None:
    settings.IMAP_PASSWORD = "salah-sekali"
    with pytest.raises(Later) as trouble:
        fetching.fetch()
    assert "salah-sekali" not in str(trouble.value)
    settings.IMAP_PORT = 1
    with pytest.raises(Later):
        fetching.fetch()


def test_without_a_mailbox_nothing_is_asked(settings: Any) -> None:
    assert settings.IMAP_HOST == ""
    fetching.fetch()


def test_a_web_mail_is_read_as_words_without_programs() -> None:
    message = mail()
    message.clear_content()
    message.set_content("<p>Loket 2</p><script>alert(1)</script><p>meminta uang</p>", subtype="html")
    read = reading.read(message.as_bytes())
    assert read.text.split() == ["Loket", "2", "meminta", "uang"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"Subject: =?x?q?=zz?=\r\n\r\n\xff\xff", b"Content-Type: multipart/mixed\r\n\r\nx"]
)
def test_odd_mails_never_stop_the_round(data: bytes) -> None:
    assert fetching.take(data) is None


def test_a_flood_from_one_address_is_cut_off() -> None:
    for number in range(20):
        fetching.take(mail(mark=f"<{number}@banjir.id>").as_bytes())
    with pytest.raises(fetching.TooManyMails):
        fetching.take(mail(mark="<21@banjir.id>").as_bytes())
    assert Complaint.objects.count() == 20


def test_a_mail_that_we_stumble_over_stays_unread_and_the_next_is_taken(
    box: imap_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = box.put(mail("gagal").as_bytes()), box.put(mail(mark="<2@contoh.id>").as_bytes())
    take = fetching.take
    monkeypatch.setattr(fetching, "take", lambda data: 1 / 0 if b"gagal" in data else take(data))
    fetching.fetch()
    assert [box.mails[uid]["seen"] for uid in (first, second)] == [False, True]
    assert Complaint.objects.count() == 1
