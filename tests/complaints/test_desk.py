"""The desk's pages: register with filters, one complaint, its steps as forms, papers, links, triage, publication."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from complaints.actions import dialogue
from complaints.models import Accused, Complaint, Forwarding
from complaints.papers import drawing
from complaints.terms import Channel, Lane, State
from foundation.journal.models import Entry
from foundation.signing.checking import check
from tests.complaints.cases import ABOUT_OFFICIAL, NOTE, at_stage, filed, released
from tests.foundation.files import pdfs
from tests.licensing.documents.reading import whole
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, door: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(door, args=args), query)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def press(client: Client, complaint: Complaint, step: str, **given: object) -> int:
    answer = client.post(reverse("complaint_step", args=[complaint.number, step]), given)
    complaint.refresh_from_db()
    return answer.status_code


def test_the_officer_goes_from_a_to_g_by_the_forms(people: Town) -> None:
    held, client = filed(), signed_in(people.aduan)
    assert "Mulai periksa kelengkapan" in page(client, "complaint_detail", held.number)
    assert press(client, held, "check") == 302
    assert press(client, held, "find_complete") == 302
    given = {"kind": "complaint", "category": "business", "subject": "holder", "weight": "plain", "priority": "high",
             "route": "officer", "handler": people.aduan.pk}  # fmt: skip
    assert press(client, held, "classify", **given) == 302
    assert press(client, held, "answer", outcome="proven", text="Sudah ditegur.") == 302
    assert press(client, held, "administer", note=NOTE) == 302
    assert press(client, held, "report", text="Ditegur.", follow_up="Kunjungan ulang.") == 302
    assert press(client, held, "evaluate", note="Tidak terulang.") == 302
    assert (held.stage, held.priority, held.evaluated_at is not None) == ("g", "high", True)
    shown = page(client, "complaint_detail", held.number)
    assert all(f"{letter}. " in shown for letter in "abcdefg")
    assert "Kunjungan ulang." in shown


def test_a_step_that_lacks_something_keeps_what_was_typed(people: Town) -> None:
    held, client = at_stage("d", people), signed_in(people.aduan)
    answer = client.post(reverse("complaint_step", args=[held.number, "answer"]), {"text": "Jawaban panjang."})
    assert answer.status_code == 422
    assert "Jawaban panjang." in answer.content.decode()


def test_a_step_that_is_not_open_answers_409_with_the_sentence_and_an_unknown_one_404(people: Town) -> None:
    held, client = filed(), signed_in(people.aduan)
    assert "tahap a" in page(client, "complaint_step", held.number, "report", status=409)
    assert "Triase belum selesai" not in page(client, "complaint_detail", held.number)
    page(client, "complaint_step", held.number, "accept", status=404)
    page(client, "complaint_step", held.number, "tidak-ada", status=404)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 3), ({"tahap": "a"}, 2), ({"tahap": "b"}, 1), ({"saluran": "phone"}, 1), ({"kategori": "obstacle"}, 1),
        ({"objek": "holder"}, 2), ({"jenis": "aspiration"}, 0), ({"keadaan": "archived"}, 0), ({"terlambat": "on"}, 0),
        ({"q": "ADU-"}, 3), ({"q": "tidak-ada"}, 0), ({"tahap": "zzz"}, 3),
    ],
)  # fmt: skip
def test_the_register_filters(people: Town, query: dict[str, str], count: int) -> None:
    at_stage("b", people)
    filed(channel=Channel.PHONE)
    filed(category="obstacle", subject="")
    filed(**ABOUT_OFFICIAL)
    shown = page(signed_in(people.aduan), "complaint_register", **query)
    assert len(set(re.findall(r"ADU-\d{4}-\d{6}", shown))) == count


def test_the_matrix_speaks_up_at_classification(people: Town) -> None:
    held = at_stage("c", people, filed(category="supervision", subject="holder"))
    shown = page(signed_in(people.aduan), "complaint_step", held.number, "classify")
    assert "Pasal 18(3)" in shown
    assert "Pelaksanaan kegiatan usaha" in shown


def test_classification_proposes_who_studies_it_and_the_officer_may_choose_otherwise(people: Town) -> None:
    file = standing_at("fulfilling", people)
    held = at_stage("c", people, filed(application=file))
    client, door = signed_in(people.aduan), reverse("complaint_step", args=[held.number, "classify"])
    form = client.get(door).context["form"]
    assert (form["route"].initial, form["agency"].initial) == ("agency", file.agency_id)
    assert "Usulan menurut kategori dan objek: Dinas teknis." in page(client, "complaint_step", held.number, "classify")
    given = {"kind": "complaint", "category": "business", "subject": "holder", "weight": "plain", "priority": "high"}
    assert press(client, held, "classify", **given, route="head") == 302
    assert held.route == "head"
    again = client.get(reverse("complaint_step", args=[held.number, "reroute"])).context["form"]
    assert again["route"].initial == "head", "what somebody decided is not proposed away"


def test_a_message_a_note_and_a_paper_from_the_counter(people: Town) -> None:
    held, client = at_stage("b", people), signed_in(people.aduan)
    door = reverse("complaint_message", args=[held.number])
    assert client.post(door, {"text": "Kami sedang memeriksa."}).status_code == 302
    assert client.post(door, {"text": "Hati-hati.", "is_internal": "on"}).status_code == 302
    assert client.post(door, {"text": ""}).status_code == 422
    upload = {"berkas": SimpleUploadedFile("bukti.pdf", pdfs.good(), content_type="application/pdf")}
    assert client.post(reverse("complaint_desk_evidence", args=[held.number]), upload).status_code == 302
    assert client.post(reverse("complaint_desk_evidence", args=[held.number])).status_code == 422
    shown = page(client, "complaint_detail", held.number)
    assert "Kami sedang memeriksa." in shown
    assert "bukti.pdf" in shown
    assert shown.count("Tidak dibaca pengadu") >= 1


def test_an_agency_reads_the_matter_with_numbers_closed_and_no_identity_door(people: Town) -> None:
    filed_by = filed(text="Hubungi saya 081277776666", contact_name="Tuti Canaria", is_secret=False)
    held = at_stage("d", people, filed_by, route="agency", agency=people.naker)
    shown = page(signed_in(people.sari), "complaint_detail", held.number)
    assert "081277776666" not in shown
    assert "Buka nama dan kontak pengadu" not in shown
    assert signed_in(people.sari).post(reverse("complaint_contact", args=[held.number])).status_code == 403
    assert "081277776666" in page(signed_in(people.aduan), "complaint_detail", held.number)


def test_it_is_tied_to_an_application_and_its_business(people: Town) -> None:
    application = standing_at("verifying", people, number="PB-2026-000001")
    held, client = filed(), signed_in(people.aduan)
    door = reverse("complaint_link", args=[held.number])
    assert client.post(door, {"application": "PB-2026-999999"}).status_code == 422
    assert client.post(door, {"application": "pb-2026-000001"}).status_code == 302
    held.refresh_from_db()
    assert (held.application_id, held.holder_id) == (application.pk, application.holder_id)


def test_the_inspector_triages_by_the_pages(people: Town) -> None:
    held, client = filed(**ABOUT_OFFICIAL, is_secret=False), signed_in(people.apip)
    assert "Triase: tetapkan teradu" in page(client, "complaint_detail", held.number)
    shown = page(client, "complaint_triage", held.number, name="Sari", window="2", at="2026-11-22T10:00")
    assert "Sari Dewi" in shown
    page(client, "complaint_triage", held.number, at="kemarin", status=422)
    door = reverse("complaint_accused", args=[held.number])
    assert client.post(door, {}).status_code == 422
    assert client.post(door, {"people": [people.sari.pk]}).status_code == 302
    assert press(client, held, "release", note=NOTE) == 302
    assert (held.lane, held.triaged_at is not None) == (Lane.OFFICE, True)
    assert signed_in(people.sari).get(reverse("complaint_detail", args=[held.number])).status_code == 404
    page(signed_in(people.aduan), "complaint_triage", held.number, status=403)


def test_the_receipt_holds_the_legal_minimum_and_a_code_for_a_secret_name(people: Town) -> None:
    secret = filed(place="Jalan Sudirman", contact_name="Tuti Canaria", contact="081277776666")
    told = whole(drawing.receipt(secret))
    for needed in (secret.number, secret.code_in_groups, "Asap dari usaha tetangga.", "Jalan Sudirman", "WIB",
                   "Ombudsman", secret.digest[:20], "Identitas dirahasiakan"):  # fmt: skip
        assert needed in told, needed
    assert "Tuti Canaria" not in told
    assert "081277776666" not in told
    named = filed(contact_name="Tuti Canaria", contact="081277776666", is_anonymous=False)
    assert "Tuti Canaria" in whole(drawing.receipt(named))
    assert drawing.receipt(secret) == drawing.receipt(secret), "the same facts, the same bytes"
    for channel, words in ((Channel.WEB, "lewat formulir portal."), (Channel.WHATSAPP, "lewat WhatsApp.")):
        Complaint.objects.filter(pk=secret.pk).update(channel=channel)
        assert words in whole(drawing.receipt(Complaint.objects.get(pk=secret.pk)))


def test_the_letter_to_another_institution_keeps_identity_and_numbers_closed(people: Town) -> None:
    held = filed(text="Hubungi saya 081277776666", contact_name="Tuti Canaria")
    client = signed_in(people.aduan)
    assert press(client, held, "forward", institution="BPOM Padang", note="Wewenang BPOM.") == 302
    letter = Forwarding.objects.get(complaint=held)
    answer = client.get(reverse("complaint_letter", args=[held.number, letter.pk]))
    told = whole(answer.content)
    assert held.state == State.FORWARDED
    assert check(answer.content).is_seal, "the office seals its letters"
    assert "BPOM Padang" in told
    assert letter.number in told
    assert "081277776666" not in told
    assert "Tuti" not in told
    assert signed_in(people.apip).get(reverse("complaint_letter", args=[held.number, letter.pk])).status_code == 404


def test_an_answered_open_complaint_is_published_with_numbers_closed_and_a_secret_one_never(people: Town) -> None:
    held = at_stage("e", people, filed(text="Asap. Hubungi 081277776666", is_secret=False, contact_name="Tuti"))
    client = signed_in(people.aduan)
    assert "081277776666" not in page(client, "complaint_publish", held.number)
    door = reverse("complaint_publish", args=[held.number])
    answer = client.post(door, {"text": "Asap, 081277776666", "answer": "Ditegur."}, follow=True)
    assert "disamarkan sebelum diumumkan" in answer.content.decode()
    door_of_all = reverse("complaint_published")
    assert f'href="{door_of_all}"' in page(Client(), "complaints"), "it can be found, not only typed"
    shown = page(Client(), "complaint_published")
    assert "Ditegur." in shown
    assert "081277776666" not in shown
    assert held.number not in shown
    client.post(door, {"turunkan": "1"})
    assert "Ditegur." not in page(Client(), "complaint_published")
    secret = at_stage("e", people)
    given = {"text": "x", "answer": "y"}
    assert client.post(reverse("complaint_publish", args=[secret.number]), given).status_code == 409


def test_late_complaints_stand_on_the_heads_home_page(people: Town) -> None:
    held = filed(is_secret=False)
    held.clocks.update(due_at="2026-01-01T00:00:00Z")
    shown = page(signed_in(people.kadis), "desk_home")
    assert "Pengaduan lewat batas" in shown
    assert reverse("complaint_detail", args=[held.number]) in shown
    secret = filed(text="Bengkel itu milik saudara pejabat.")
    secret.clocks.update(due_at="2026-01-01T00:00:00Z")
    shown = page(signed_in(people.kadis), "desk_home")
    assert secret.number in shown, "the head answers for the limits of secret ones too"
    assert reverse("complaint_detail", args=[secret.number]) not in shown, "by number and stage alone"
    about_head = released(people, filed(**ABOUT_OFFICIAL), people.sari)
    Accused.objects.filter(complaint=about_head).update(user=people.kadis)
    about_head.clocks.update(due_at="2026-01-01T00:00:00Z")
    assert about_head.number not in page(signed_in(people.kadis), "desk_home")
    hidden = filed(**ABOUT_OFFICIAL)
    hidden.clocks.update(due_at="2026-01-01T00:00:00Z")
    assert hidden.number not in page(signed_in(people.kadis), "desk_home")
    assert hidden.number in page(signed_in(people.apip), "desk_home")


def test_opening_a_file_of_a_complaint_is_journalled(people: Town) -> None:
    held = filed()
    kept = dialogue.attach(held, SimpleUploadedFile("x.pdf", pdfs.good()), actor=people.actor("aduan"), as_sender=True)
    assert signed_in(people.aduan).get(kept.get_absolute_url()).status_code == 200
    assert Entry.objects.filter(kind="file.opened", subject=held.mark, user_id=people.aduan.pk).exists()
