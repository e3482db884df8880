"""A mail that cannot be taken in waits for a person; it never holds up the mails behind it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from complaints.channels.mail import aside, fetching, reading
from complaints.models import Complaint, MailAside
from foundation.journal.models import Entry
from foundation.messaging.models import InboxItem
from tests.complaints.channels import imap_server
from tests.complaints.channels.test_mail import box, mail
from tests.people import person

pytestmark = pytest.mark.django_db
__all__ = ["box"]


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal stumbles over every mail that says "gagal"."""
    take = fetching.take
    monkeypatch.setattr(fetching, "take", lambda data: 1 / 0 if b"gagal" in data else take(data))


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(person("ayu", "Ayu", Role.COMPLAINTS))
    return client


def rounds(number: int) -> None:
    for _ in range(number):
        fetching.fetch()


def test_fifty_unreadable_mails_do_not_keep_the_next_one_waiting(
    box: imap_server.Server, stumbling: None, officer: Client
) -> None:
    bad = [box.put(mail("gagal", subject="Rusak", mark=f"<{n}@contoh.id>").as_bytes()) for n in range(fetching.AT_ONCE)]
    good = box.put(mail(mark="<baik@contoh.id>").as_bytes())
    rounds(aside.MOST_TRIES + 1)
    assert box.mails[good]["seen"]
    assert Complaint.objects.count() == 1
    assert not any(box.mails[uid]["seen"] for uid in bad), "they stay unread for whoever opens the mailbox"
    assert aside.waiting().count() == len(bad)
    assert InboxItem.objects.filter(template="complaint_mail_aside").count() == 1, "one letter a day, not fifty"
    register = officer.get(reverse("complaint_register")).content.decode()
    assert "50 e-mail ke alamat pengaduan" in register
    page = officer.get(reverse("complaint_mail")).content.decode()
    assert "Tuti Canaria" in page
    assert "Rusak" in page


def test_trouble_that_passes_sets_nothing_aside(box: imap_server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    uid, take = box.put(mail().as_bytes()), fetching.take
    monkeypatch.setattr(fetching, "take", lambda _data: 1 / 0)
    rounds(aside.MOST_TRIES - 1)
    monkeypatch.setattr(fetching, "take", take)
    rounds(1)
    assert not aside.waiting().exists()
    assert box.mails[uid]["seen"]
    assert Complaint.objects.count() == 1


def test_a_mail_that_the_server_does_not_give_out_is_set_aside_too(box: imap_server.Server) -> None:
    broken, good = box.put(b""), box.put(mail().as_bytes())
    box.mails[broken]["broken"] = True
    rounds(aside.MOST_TRIES)
    assert (box.mails[broken]["seen"], box.mails[good]["seen"]) == (False, True)
    assert MailAside.objects.get(place=f"7:{broken}").set_aside_at
    assert Complaint.objects.count() == 1


def test_the_same_number_in_a_folder_that_was_built_anew_is_another_mail(
    box: imap_server.Server, stumbling: None
) -> None:
    uid = box.put(mail("gagal").as_bytes())
    rounds(aside.MOST_TRIES)
    box.epoch, box.mails[uid]["data"] = 8, mail(mark="<lain@contoh.id>").as_bytes()
    rounds(1)
    assert Complaint.objects.count() == 1


def test_an_officer_has_it_tried_again_or_writes_it_down(
    box: imap_server.Server, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = fetching.take
    monkeypatch.setattr(fetching, "take", lambda _data: 1 / 0)
    first, second = box.put(mail().as_bytes()), box.put(mail(mark="<2@contoh.id>").as_bytes())
    rounds(aside.MOST_TRIES)
    rows = [MailAside.objects.get(place=f"7:{uid}") for uid in (first, second)]
    monkeypatch.setattr(fetching, "take", take)
    assert officer.post(reverse("complaint_mail_settle", args=[rows[0].pk]), {"lagi": "1"}).status_code == 302
    assert officer.post(reverse("complaint_mail_settle", args=[rows[1].pk])).status_code == 302
    rounds(1)
    assert [box.mails[uid]["seen"] for uid in (first, second)] == [True, False]
    assert Complaint.objects.count() == 1, "what was written down by hand is not taken in a second time"
    assert not aside.waiting().exists()
    assert Entry.objects.filter(kind="complaint.mail_settled").count() == 1
    assert officer.post(reverse("complaint_mail_settle", args=[rows[1].pk])).status_code == 404


def test_what_a_flood_sends_too_much_is_kept_for_a_person(box: imap_server.Server) -> None:
    uids = [box.put(mail(mark=f"<{number}@banjir.id>").as_bytes()) for number in range(22)]
    rounds(1)
    assert Complaint.objects.count() == 20
    assert [box.mails[uid]["seen"] for uid in uids[-2:]] == [False, False]
    assert {row.reason for row in aside.waiting()} == {MailAside.Reason.FLOOD}


def test_sender_and_subject_rest_encrypted() -> None:
    aside.stumbled("7:1", mail(subject="Suap di loket").as_bytes(), aside.Reason.FLOOD)
    row = MailAside.objects.get()
    assert row.subject == "Suap di loket"
    raw: Any = MailAside.objects.raw("SELECT id, subject || '' AS kept, sender || '' AS who FROM complaints_mailaside")
    assert all("Suap" not in str(found.kept) and "tuti" not in str(found.who) for found in raw)


@pytest.mark.parametrize(
    "data", [None, b"", b"\xff\x00", b"From: =?x-unknown?q?=zz?=\r\nSubject: =?utf-8?b?!!?=\r\n\r\n", b"From: \r\n" * 9]
)
def test_the_envelope_of_the_worst_mail_can_be_shown(data: bytes | None) -> None:
    assert all(isinstance(part, str) for part in reading.outside(data))


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLERK, Role.ADMIN, Role.INSPECTORATE])
def test_nobody_else_sees_who_wrote(client: Client, role: Role) -> None:
    client.force_login(person("lain", "Lain", role))
    assert client.get(reverse("complaint_mail")).status_code == 403


@pytest.mark.parametrize(
    "trick",
    [
        b"From: " + b"a," * 150_000 + b" a@contoh.id\r\n",
        b"From: a@contoh.id\r\nContent-Type: text/plain;\r\n " + b"a=b;\r\n " * 40_000 + b"\r\n",
        b"Subject: x\rContent-Type: text/plain; " + b"a=b; " * 60_000 + b"\rFrom: a@contoh.id\r\n",
        b"From: a@contoh.id\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000,
    ],
    ids=["senders", "folded", "old line ends", "parts"],
)
def test_a_mail_that_would_take_hours_to_read_is_not_read(trick: bytes) -> None:
    """Python's reader of mails takes the square of a header's length, and a hundred thousand parts as they come."""
    with pytest.raises(reading.TooIntricate):
        reading.read(trick + b"\r\nhalo\r\n")


def test_behind_such_a_mail_the_next_one_is_taken(box: imap_server.Server) -> None:
    endless = box.put(b"Subject: Rusak\r\nFrom: " + b"a," * 150_000 + b" a@contoh.id\r\n\r\nhalo\r\n")
    good = box.put(mail().as_bytes())
    rounds(aside.MOST_TRIES)
    assert (box.mails[endless]["seen"], box.mails[good]["seen"]) == (False, True)
    assert [row.subject for row in aside.waiting()] == ["Rusak"]


def test_many_receivers_and_papers_are_no_trouble(box: imap_server.Server) -> None:
    ordinary = mail()
    ordinary["Cc"] = ", ".join(f"Orang Nomor {n} <orang{n}@contoh.id>" for n in range(500))
    for number in range(12):
        ordinary.add_attachment(
            b"%PDF-1.7", maintype="application", subtype="pdf", filename=f"Surat {number} " + "x" * 180
        )
    assert len(reading.read(ordinary.as_bytes()).papers) == reading.MOST_PAPERS


def test_of_a_mailbox_with_tens_of_thousands_of_unread_mails_the_database_is_asked_in_pieces() -> None:
    """Databases bound how many values one question may name (SQLite at its strictest 999 or 32,766)."""
    asked: list[int] = []

    def count(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append(len(values or ()))
        return execute(sql, values, many, context)

    unread = [f"7:{number}" for number in range(40_000)]
    aside_already = [*unread[:1500], unread[-1]]
    MailAside.objects.bulk_create(MailAside(place=place, set_aside_at=timezone.now()) for place in aside_already)
    with connection.execute_wrapper(count):
        assert aside.tried(unread, most=50) == unread[1500:1550]
        assert len(asked) == 2, "no more than it takes to find fifty"
        assert aside.tried([*aside_already, "7:x"], most=50) == ["7:x"]
        assert aside.tried(aside_already, most=50) == [], "every one of them waits for a person"
        assert aside.tried([], most=50) == []
    assert max(asked) <= aside.PIECE + 1
