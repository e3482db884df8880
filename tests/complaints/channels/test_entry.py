"""An officer takes down what came by another door; spoken words are read back before they are kept."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from complaints.models import Complainant, Complaint, MessageFile
from complaints.terms import Channel, Lane
from tests.foundation.files import pdfs, sounds
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Role.COMPLAINTS, Role.CLERK, Role.INFORMATION])
def taker(client: Client, request: pytest.FixtureRequest) -> Client:
    client.force_login(person("petugas", "Wulan Sari", request.param))
    return client


def clerk(client: Client) -> Client:
    client.force_login(person("wulan", "Wulan Sari", Role.CLERK))
    return client


def facts(**more: Any) -> dict[str, Any]:
    return {
        "submission": str(uuid.uuid4()), "channel": Channel.LETTER, "kind": "complaint", "text": "Loket meminta uang.",
        "contact_name": "Tuti Canaria", "phone": "0812 7777 6666", "is_anonymous": "on", "is_secret": "on", **more,
    }  # fmt: skip


def send(client: Client, **more: Any) -> Any:
    return client.post(reverse("complaint_enter"), facts(**more))


def test_a_letter_is_kept_with_who_took_it_down_and_a_receipt_for_the_complainant(taker: Client) -> None:
    assert send(taker).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.was_read_back) == (Channel.LETTER, False)
    assert complaint.entered_by is not None
    assert complaint.entered_by.name == "Wulan Sari"
    assert Complainant.objects.get().phone == "+6281277776666"
    page = taker.get(reverse("complaint_entered")).content.decode()
    for told in (complaint.number, complaint.code_in_groups, complaint.digest, "Wulan Sari"):
        assert told in page
    assert "Tuti" not in page
    assert taker.post(reverse("complaint_entered_done")).status_code == 302
    assert complaint.code_in_groups not in taker.get(reverse("complaint_entered"), follow=True).content.decode()


@pytest.mark.parametrize("channel", [Channel.ROOM, Channel.PHONE])
def test_spoken_words_are_read_back_and_the_confirmation_is_kept(client: Client, channel: Channel) -> None:
    sent = facts(channel=channel)
    shown = clerk(client).post(reverse("complaint_enter"), sent)
    assert (shown.status_code, Complaint.objects.count()) == (200, 0)
    assert "Loket meminta uang." in shown.content.decode()
    unconfirmed = client.post(reverse("complaint_enter"), {**sent, "dibacakan": "1"})
    assert (unconfirmed.status_code, Complaint.objects.count()) == (422, 0)
    changed = client.post(reverse("complaint_enter"), {**sent, "ubah": "1"})
    assert "Tuti Canaria" in changed.content.decode()
    client.post(reverse("complaint_enter"), {**sent, "dibacakan": "1", "was_read_back": "on"})
    assert Complaint.objects.get().was_read_back
    client.post(reverse("complaint_enter"), {**sent, "dibacakan": "1", "was_read_back": "on"})
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"channel": Channel.LAPOR}, "lapor_id"),
        ({"channel": Channel.FACEBOOK}, "source_url"),
        ({"channel": Channel.INSTAGRAM, "source_url": "https://www.facebook.com/x"}, "source_url"),
        ({"text": ""}, "text"),
        ({"phone": "12"}, "phone"),
        ({"happened_on": "2999-01-01"}, "happened_on"),
        ({"channel": "web"}, "channel"),
    ],
)
def test_what_a_channel_needs_is_asked_for_and_nothing_is_lost(
    client: Client, more: dict[str, str], field: str
) -> None:
    answer = send(clerk(client), **more)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "Tuti Canaria" in answer.content.decode()
    assert Complaint.objects.count() == 0


def test_a_post_keeps_its_link_and_its_screenshot_a_call_its_voice_note(client: Client) -> None:
    send(clerk(client), channel=Channel.INSTAGRAM, source_url="https://www.instagram.com/p/abc/")
    complaint = Complaint.objects.get()
    assert complaint.source_url.endswith("/p/abc/")
    for name, data in (("surat.pdf", pdfs.good()), ("suara.ogg", sounds.ogg())):
        sent = client.post(reverse("complaint_entered_file"), {"berkas": SimpleUploadedFile(name, data)})
        assert sent.status_code == 302
    kept = [row.file for row in MessageFile.objects.filter(message__complaint=complaint)]
    assert {file.kind for file in kept} == {"pdf", "ogg"}
    refused = client.post(reverse("complaint_entered_file"), {"berkas": SimpleUploadedFile("x.exe", b"MZ\x90")})
    assert refused.status_code == 422
    assert complaint.number in refused.content.decode()


def test_a_lapor_report_entered_twice_is_one(client: Client) -> None:
    send(clerk(client), channel=Channel.LAPOR, lapor_id="#1916449")
    send(client, channel=Channel.LAPOR, lapor_id="1916449")
    assert [c.lapor_id for c in Complaint.objects.all()] == ["1916449"]


def test_a_complaint_about_an_officer_goes_straight_out_of_the_unit(client: Client) -> None:
    send(clerk(client), subject="official", category="licensing")
    complaint = Complaint.objects.get()
    assert complaint.lane == Lane.TRIAGE
    desk = Client()
    desk.force_login(person("ayu", "Ayu", Role.COMPLAINTS))
    assert desk.get(reverse("complaint_detail", args=[complaint.number])).status_code == 404


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR])
def test_nobody_else_takes_complaints_down(client: Client, role: Role) -> None:
    client.force_login(person("lain", "Lain", role))
    assert client.get(reverse("complaint_enter")).status_code == 403
    assert send(client).status_code == 403


@pytest.mark.parametrize("role", [Role.CLERK, Role.INFORMATION, Role.COMPLAINTS])
def test_whoever_takes_complaints_down_finds_the_door_in_the_menu(client: Client, role: Role) -> None:
    """The complaint room and the letter box are at the counter: its clerk need not know an address by heart."""
    client.force_login(person("lain", "Lain", role))
    assert f'href="{reverse("complaint_enter")}"' in client.get("/beranda/").content.decode()


def test_a_receipt_of_another_officer_is_not_shown(client: Client) -> None:
    send(clerk(client))
    other = Client()
    other.force_login(person("lain", "Lain", Role.CLERK))
    assert other.get(reverse("complaint_entered")).status_code == 302
    assert other.post(reverse("complaint_entered_file")).status_code == 404
