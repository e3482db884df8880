"""The complainant's page by number and code: read, complete, reply, close, rate; nobody else gets in."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from complaints.actions import dialogue as acts
from complaints.actions import file
from complaints.models import Complaint, Message
from complaints.rules.steps import Step
from complaints.terms import MessageKind, Side, Stage, State
from complaints.workflow import advance
from foundation.journal.models import Entry
from tests.complaints.cases import at_stage
from tests.foundation.files import pdfs, sounds
from tests.people import Town, town

pytestmark = pytest.mark.django_db
VISITOR = Actor(role="", name="", channel="web")


@pytest.fixture
def people() -> Town:
    return town()


@pytest.fixture
def desk(people: Town) -> Actor:
    return people.actor("aduan")


@pytest.fixture
def complaint() -> Complaint:
    facts = {"text": "Loket meminta uang.", "category": "business", "subject": "holder", "contact": "tuti@contoh.id"}
    return file(facts, submission=uuid.uuid4(), actor=VISITOR)


def opened(client: Client, complaint: Complaint) -> Any:
    sent = {"nomor": complaint.number, "kode": complaint.code_in_groups.lower()}
    return client.post(reverse("complaint_track"), sent, follow=True)


def asked(complaint: Complaint, desk: Actor) -> Complaint:
    advance(complaint, Step.CHECK, actor=desk)
    return advance(complaint, Step.ASK, actor=desk, text="Kirim kuitansinya.")


def answered(complaint: Complaint, people: Town) -> Complaint:
    return at_stage("e", people, complaint)


def say(client: Client, text: str) -> Any:
    return client.post(reverse("complaint_say"), {"text": text})


def test_number_and_code_open_the_page_and_the_address_tells_nothing(client: Client, complaint: Complaint) -> None:
    answer = opened(client, complaint)
    assert answer.redirect_chain == [(reverse("complaint_track"), 302)]
    page = answer.content.decode()
    assert "Loket meminta uang." in page
    assert complaint.code not in page
    assert complaint.code_in_groups not in page
    assert answer["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("wrong", ["code", "number", "both"])
def test_wrong_and_unknown_look_alike(client: Client, complaint: Complaint, wrong: str) -> None:
    number = complaint.number if wrong == "code" else "ADU-2026-999999"
    code = complaint.code if wrong == "number" else "AAAAA-AAAAA"
    answer = client.post(reverse("complaint_track"), {"nomor": number, "kode": code})
    assert answer.status_code == 422
    assert "Nomor dan kode tidak cocok" in answer.content.decode()
    assert say(client, "x").status_code == 404


def test_the_page_closes_by_itself_and_by_the_button(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    client.post(reverse("complaint_leave"))
    assert "Loket meminta uang." not in client.get(reverse("complaint_track")).content.decode()
    opened(client, complaint)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert "Loket meminta uang." not in client.get(reverse("complaint_track")).content.decode()


def test_what_was_asked_for_is_completed_and_the_officer_has_no_name(
    client: Client, complaint: Complaint, desk: Actor
) -> None:
    asked(complaint, desk)
    page = opened(client, complaint).content.decode()
    assert "Kirim kuitansinya." in page
    assert desk.name not in page
    assert "Kirim kelengkapan" in page
    upload = {"berkas": SimpleUploadedFile("kuitansi.pdf", pdfs.good())}
    assert client.post(reverse("complaint_upload"), upload).status_code == 302
    assert say(client, "Ini kuitansinya.").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.state) == (Stage.CHECKED, State.OPEN)
    last = Message.objects.latest("id")
    assert (last.side, last.kind, last.author_id) == (Side.SENDER, MessageKind.SUPPLY, None)


def test_an_internal_note_is_never_on_the_page(client: Client, complaint: Complaint, desk: Actor) -> None:
    acts.note(complaint, "Curiga petugas X.", actor=desk)
    assert "Curiga" not in opened(client, complaint).content.decode()


def test_a_reply_within_ten_working_days_reopens(client: Client, complaint: Complaint, people: Town) -> None:
    answered(complaint, people)
    page = opened(client, complaint).content.decode()
    for told in ("Sudah kami periksa dan kami tegur.", "Ombudsman", "Inspektorat", "Balas jawaban"):
        assert told in page
    assert say(client, "Belum dikembalikan.").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.state) == (Stage.STUDIED, State.OPEN)
    assert Message.objects.latest("id").kind == MessageKind.REPLY


def test_after_ten_working_days_a_reply_is_refused_with_the_next_door(
    client: Client, complaint: Complaint, people: Town
) -> None:
    answered(complaint, people)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        opened(client, complaint)
        answer = say(client, "Belum.")
        assert answer.status_code == 409
        assert "10 hari kerja" in answer.content.decode()
        assert "Belum." in answer.content.decode()


def test_closing_with_a_mark_and_rating_only_once(client: Client, complaint: Complaint, people: Town) -> None:
    answered(complaint, people)
    opened(client, complaint)
    assert client.post(reverse("complaint_close"), {"score": "", "words": ""}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.satisfaction) == (State.CLOSED, None)
    assert client.post(reverse("complaint_close"), {"score": ""}).status_code == 422
    assert client.post(reverse("complaint_close"), {"score": "4", "words": "Cepat"}).status_code == 302
    assert client.post(reverse("complaint_close"), {"score": "1"}).status_code == 409
    complaint.refresh_from_db()
    assert (complaint.satisfaction, complaint.satisfaction_note) == (4, "Cepat")


def test_taking_it_back_asks_first(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    assert client.get(reverse("complaint_withdraw")).status_code == 200
    complaint.refresh_from_db()
    assert complaint.state == State.OPEN
    client.post(reverse("complaint_withdraw"))
    complaint.refresh_from_db()
    assert complaint.state == State.WITHDRAWN
    assert say(client, "Eh, tidak jadi.").status_code == 409


def test_script_in_a_message_stays_text(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    say(client, '<script>alert(1)</script>{{7*7}}"><img src=x onerror=1>')
    page = client.get(reverse("complaint_track")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{7*7}}" in page
    assert "<img src=x" not in page


def test_twenty_pages_of_text_are_refused_and_kept_in_the_form(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    answer = say(client, "kata " * 12_000)
    assert answer.status_code == 422
    assert answer.content.decode().count("kata ") >= 12_000


def test_a_flood_of_messages_is_cut_off_with_a_sentence(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    answers = [say(client, f"pesan {n}").status_code for n in range(32)]
    assert answers.count(429) == 2


def test_files_open_on_this_page_only_and_only_those_of_this_complaint(client: Client, complaint: Complaint) -> None:
    opened(client, complaint)
    for name, data in (("bukti.pdf", pdfs.good()), ("suara.ogg", sounds.ogg())):
        client.post(reverse("complaint_upload"), {"berkas": SimpleUploadedFile(name, data)})
    paper, voice = (message.files.get().file for message in Message.objects.order_by("id"))
    assert client.get(reverse("complaint_file", args=[paper.public_id])).status_code == 200
    picture = client.get(reverse("complaint_file_page", args=[paper.public_id, 1]))
    assert picture["Content-Type"] == "image/webp"
    heard = client.get(reverse("complaint_file_sound", args=[voice.public_id]))
    assert sounds.PLACE.encode() not in b"".join(heard.streaming_content)
    for path in ("complaint_file", "complaint_file_sound"):
        assert client.get(reverse(path, args=["a" * 22])).status_code == 404
    assert Client().get(reverse("complaint_file", args=[paper.public_id])).status_code == 404
    other = file({"text": "lain"}, submission=uuid.uuid4(), actor=VISITOR)
    stranger = Client()
    opened(stranger, other)
    assert stranger.get(reverse("complaint_file", args=[paper.public_id])).status_code == 404
    refused = client.post(reverse("complaint_upload"), {"berkas": SimpleUploadedFile("x.exe", b"MZ\x90")})
    assert refused.status_code == 422


def test_the_journal_knows_that_something_was_said_but_not_by_whom_nor_what(
    client: Client, complaint: Complaint, people: Town
) -> None:
    client.force_login(people.budi)
    opened(client, complaint)
    say(client, "Rahasia saya.")
    entry = Entry.objects.filter(kind="complaint.message").latest("id")
    assert (entry.user_id, entry.name) == (None, "")
    assert "Rahasia" not in repr(entry.data) + entry.note


def test_the_account_that_sent_it_opens_it_without_the_code_and_nobody_else_does(client: Client, people: Town) -> None:
    mine = file({"text": "Punya Budi"}, submission=uuid.uuid4(), actor=people.actor("budi"))
    client.force_login(people.rina)
    assert client.post(reverse("complaint_open_mine", args=[mine.number])).status_code == 404
    client.force_login(people.budi)
    door = reverse("complaint_open_mine", args=[mine.number])
    assert f'action="{door}"' in client.get(reverse("my_complaints")).content.decode()
    assert "Punya Budi" in client.post(door, follow=True).content.decode()


def test_the_page_costs_few_queries_however_long_the_dialogue(
    client: Client, complaint: Complaint, django_assert_max_num_queries: Any
) -> None:
    opened(client, complaint)
    for number in range(12):
        acts.say(complaint, f"pesan {number}", actor=VISITOR, as_sender=True)
    with django_assert_max_num_queries(14):
        client.get(reverse("complaint_track"))
