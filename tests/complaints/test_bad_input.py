"""What people really send: scripts, twenty pages, numbers of others, a flood, a guess at a secret number."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complainant, Complaint
from complaints.terms import Channel, Lane
from foundation.files.models import StoredFile
from licensing.models import Application
from tests.complaints.cases import ABOUT_OFFICIAL, at_stage, filed
from tests.complaints.test_intake import answers, send
from tests.foundation.files import corpus, pdfs
from tests.licensing.table import standing_at
from tests.people import town

pytestmark = pytest.mark.django_db
SCRIPTS = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}{% now 'Y' %}", "=HYPERLINK(1)")


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_script_is_text_on_every_page_that_shows_it(client: Client, text: str) -> None:
    people = town()
    complaint = send(client, text=text, place=text, contact_name=text, is_anonymous="no", is_secret="no")
    at_stage("e", people, complaint)
    pages = [
        client.get(reverse("complaint_receipt")),
        signed_in(people.aduan).get(reverse("complaint_detail", args=[complaint.number])),
        signed_in(people.aduan).post(reverse("complaint_contact", args=[complaint.number])),
        signed_in(people.aduan).get(reverse("complaint_publish", args=[complaint.number])),
    ]
    for page in pages:
        told = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in told
        assert "<img src=x" not in told
        assert "49" not in re.findall(r"chat-text[^<]*<", told)


def test_twenty_pasted_pages_are_taken_whole_and_more_is_kept_with_advice(client: Client) -> None:
    twenty = ("Petugas meminta uang. " * 125 + "\n") * 20
    complaint = send(client, text=twenty)
    assert complaint.text.split() == twenty.split()
    assert client.get(reverse("complaint_receipt")).status_code == 200
    response = client.post(reverse("complaint_new"), answers(text="x" * 60_001))
    assert response.status_code == 422
    assert "lampirkan sisanya sebagai PDF" in response.content.decode()
    assert "x" * 60_001 in response.content.decode(), "nothing typed is lost"


def test_numbers_of_people_are_announced_as_closed_and_the_citizens_own_text_stays(client: Client) -> None:
    complaint = send(client, text="Hubungi Tuti 081277776666, NIK 1377015708900003.")
    receipt = client.get(reverse("complaint_receipt")).content.decode()
    assert "Nomor pribadi kami samarkan" in receipt
    assert "081277776666" in complaint.text, "the office reads it as it was written"
    plain = send(client, text="Loket tutup pukul 10.30 tanggal 23 November 2026.")
    assert plain.pk != complaint.pk
    assert "Nomor pribadi kami samarkan" not in client.get(reverse("complaint_receipt")).content.decode()


def test_a_flood_is_stopped_with_a_sentence_and_keeps_the_words(client: Client) -> None:
    for _n in range(20):
        send(client)
    response = client.post(reverse("complaint_new"), answers(text="Yang kedua puluh satu."))
    assert response.status_code == 429
    assert "Coba lagi satu jam lagi" in response.content.decode()
    assert "Yang kedua puluh satu." in response.content.decode()
    whistle = client.post(reverse("complaint_whistle"), {**answers(), "text": "x"})
    assert whistle.status_code == 429, "all doors of one connection share the budget"


def test_a_secret_complaint_does_not_open_by_its_number(client: Client) -> None:
    people = town()
    complaint = send(client, category="licensing", subject="official")
    for user in (people.aduan, people.kadis, people.sari, people.wulan):
        answer = signed_in(user).get(reverse("complaint_detail", args=[complaint.number]))
        absent = signed_in(user).get(reverse("complaint_detail", args=["ADU-2026-999999"]))
        assert (answer.status_code, absent.status_code) == (404, 404)
        same = [re.sub(r"ADU-\d{4}-\d{6}", "", page.content.decode()) for page in (answer, absent)]
        assert len(same[0]) == len(same[1]), "a foreign one looks like none"
    assert signed_in(people.apip).get(reverse("complaint_detail", args=[complaint.number])).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("bukti.pdf", pdfs.good(), 302),
        ("foto.jpg", corpus.photo(), 302),
        ("kosong.pdf", b"", 422),
        ("halaman.pdf", b"<html><script>alert(1)</script></html>", 422),
        ("program.exe", b"MZ" + b"\0" * 200, 422),
    ],
)
def test_evidence_is_opened_before_it_is_kept_and_the_story_is_safe_already(
    client: Client, name: str, data: bytes, status: int
) -> None:
    complaint = send(client)
    upload = SimpleUploadedFile(name, data)
    answer = client.post(reverse("complaint_evidence"), {"berkas": upload})
    assert answer.status_code == status, answer.content.decode()[-800:]
    assert StoredFile.objects.filter(subject=complaint.mark).count() == (1 if status == 302 else 0)
    assert Complaint.objects.filter(pk=complaint.pk).exists()


def test_evidence_without_a_complaint_goes_to_tracking(client: Client) -> None:
    for name in ("complaint_evidence", "complaint_receipt", "complaint_receipt_pdf"):
        assert client.get(reverse(name)).url == reverse("complaint_track")
    assert client.post(reverse("complaint_evidence")).status_code == 302


def test_the_receipt_is_also_a_paper(client: Client) -> None:
    complaint = send(client)
    answer = client.get(reverse("complaint_receipt_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert complaint.number in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")


def test_late_is_a_label_and_tomorrow_an_error(client: Client) -> None:
    today = timezone.localdate()
    old = send(client, happened_on=f"{today - timedelta(days=31)}")
    assert old.is_filed_late
    assert "Disampaikan lewat 30 hari" in client.get(reverse("complaint_receipt")).content.decode()
    assert not send(client, happened_on=f"{today - timedelta(days=30)}").is_filed_late
    tomorrow = client.post(reverse("complaint_new"), answers(happened_on=f"{today + timedelta(days=1)}"))
    assert tomorrow.status_code == 422
    assert "belum tiba" in tomorrow.content.decode()


@pytest.mark.parametrize("kind", ["aspiration", "information", "personal_data"])
def test_other_kinds_need_no_category_and_no_object(client: Client, kind: str) -> None:
    complaint = send(client, kind=kind, category="", subject="")
    assert (complaint.kind, complaint.category, complaint.lane) == (kind, "", Lane.OFFICE)


def test_a_whistle_blower_leaves_no_account_and_gets_a_number_of_its_own(client: Client) -> None:
    people = town()
    client.force_login(people.sari)
    sent = client.post(reverse("complaint_whistle"), {**answers(), "contact": "", "text": "Kepala menerima uang."})
    assert sent.status_code == 302
    report = Complaint.objects.get()
    assert report.number.startswith("WBS-")
    assert (report.lane, report.is_anonymous, report.is_secret) == (Lane.WHISTLE, True, True)
    assert not Complainant.objects.exists()
    assert not report.clocks.exists(), "no clock runs toward a person who is not known"
    for user in (people.aduan, people.kadis, people.admin, people.apip, people.sari):
        assert signed_in(user).get(reverse("complaint_detail", args=[report.number])).status_code in {403, 404}
    assert signed_in(people.wbs).get(reverse("complaint_detail", args=[report.number])).status_code == 200


def test_a_late_file_begins_a_complaint_with_its_facts(client: Client) -> None:
    people = town()
    file = standing_at("verifying", people, number="PB-2026-000001")
    Application.objects.filter(pk=file.pk).update(overall_due_on=timezone.localdate() - timedelta(days=2))
    budi = signed_in(people.budi)
    assert "Laporkan keterlambatan" in budi.get(reverse("file", args=[file.number])).content.decode()
    page = budi.get(reverse("complaint_new"), {"keterlambatan": file.number}).content.decode()
    assert "Permohonan PB-2026-000001 dijanjikan selesai" in page
    door = f"{reverse('complaint_new')}?keterlambatan={file.number}"
    assert budi.post(door, answers(category="licensing", subject="government")).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.application_id, complaint.holder_id, complaint.lane) == (file.pk, file.holder_id, Lane.TRIAGE)
    other = signed_in(people.rina).get(reverse("complaint_new"), {"keterlambatan": file.number}).content.decode()
    assert "dijanjikan selesai" not in other, "somebody else's file says nothing"
    Application.objects.filter(pk=file.pk).update(overall_due_on=timezone.localdate())
    assert "Laporkan keterlambatan" not in budi.get(reverse("file", args=[file.number])).content.decode()


def test_my_complaints_lists_my_own_only() -> None:
    people = town()
    mine = filed(people.actor("budi"), channel=Channel.ACCOUNT)
    theirs = filed(people.actor("rina"), **ABOUT_OFFICIAL)
    page = signed_in(people.budi).get(reverse("my_complaints")).content.decode()
    assert mine.number in page
    assert theirs.number not in page
