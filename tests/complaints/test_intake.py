"""Complaints come in: numbered, secret, once; and only the complaint officer finds them."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from complaints import actions, queries
from complaints.models import Complaint
from complaints.terms import Stage
from foundation.journal.models import Entry
from licensing.catalogue.services.offices import load_office
from tests.people import person, town

pytestmark = pytest.mark.django_db
SECRET = "Loket meminta uang dari Tuti Canaria, 081277776666"


def answers(**changes: str) -> dict[str, str]:
    return {
        "submission": str(uuid.uuid4()),
        "kind": "complaint",
        "service": "",
        "category": "business",
        "subject": "holder",
        "text": SECRET,
        "place": "loket 2",
        "is_anonymous": "yes",
        "is_secret": "yes",
        "contact_name": "Tuti Canaria",
        "contact": "081277776666",
        **changes,
    }


def send(client: Client, **changes: str) -> Complaint:
    response = client.post(reverse("complaint_new"), answers(**changes))
    assert response.status_code == 302, response.content.decode()
    return Complaint.objects.latest("id")


def test_a_complaint_gets_a_number_a_code_and_the_first_stage(client: Client) -> None:
    complaint = send(client)
    assert re.fullmatch(r"ADU-\d{4}-000001", complaint.number)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{10}", complaint.code)
    assert complaint.stage == Stage.RECEIVED == "a"
    assert send(client).number.endswith("000002")


def test_the_receipt_shows_number_and_code_to_the_sender_only(client: Client) -> None:
    complaint = send(client)
    page = client.get(reverse("complaint_receipt")).content.decode()
    assert complaint.number in page
    assert complaint.code_in_groups in page
    assert complaint.digest in page
    assert "Tuti Canaria" not in page.replace(SECRET, ""), "a secret identity is not printed"
    assert Client().get(reverse("complaint_receipt")).url == reverse("complaint_track")


def test_closing_the_receipt_hides_the_code_from_the_next_person_at_this_computer(client: Client) -> None:
    send(client)
    client.post(reverse("complaint_receipt"))
    assert client.get(reverse("complaint_receipt")).status_code == 302


def test_a_double_tap_is_one_complaint_with_one_receipt(client: Client) -> None:
    twice = answers()
    first = client.post(reverse("complaint_new"), twice)
    second = client.post(reverse("complaint_new"), twice)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Complaint.objects.count() == 1
    assert Entry.objects.filter(kind="complaint.received").count() == 1


def test_the_banner_chooses_the_service(client: Client) -> None:
    load_office("pelalawan")
    page = client.get(reverse("complaint_new"), {"layanan": "job-portal"}).content.decode()
    assert re.search(r'<option value="job-portal"[^>]*selected', page)
    complaint = send(client, service="job-portal")
    assert complaint.service_name == "Aktivitas Pendaftaran Tenaga Kerja Daring (Job Portal)"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Ceritakan apa yang terjadi."),
        ({"category": ""}, "Pilih tentang apa pengaduan ini"),
        ({"subject": ""}, "Pilih siapa yang diadukan"),
        ({"subject": "none"}, "hanya kesulitan memakai sistem yang tidak"),
        ({"text": "x" * 60_001}, "paling banyak 60000"),
        ({"service": "tidak-ada"}, "pilih layanan"),
    ],
)
def test_a_faulty_form_answers_422_and_keeps_what_was_typed(
    client: Client, changes: dict[str, str], sentence: str
) -> None:
    response = client.post(reverse("complaint_new"), answers(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert "loket 2" in page
    assert Complaint.objects.count() == 0
    summary = page.split('class="error-summary"')[1].split("</div>")[0]
    assert sentence.lower() in summary.lower(), summary


def test_trouble_with_the_system_needs_nobody_to_blame(client: Client) -> None:
    assert send(client, category="obstacle", subject="none").subject == ""


def test_script_in_a_complaint_is_text(client: Client) -> None:
    send(client, text="<script>alert(1)</script>", is_anonymous="no")
    page = client.get(reverse("complaint_receipt")).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_number_and_code_together_open_the_complaint_in_this_browser_only(client: Client) -> None:
    complaint = send(client)
    stranger = Client()
    spoken = {"nomor": complaint.number.lower(), "kode": f" {complaint.code_in_groups.lower()} "}
    assert stranger.post(reverse("complaint_track"), spoken).status_code == 302
    page = stranger.get(reverse("complaint_track")).content.decode()
    assert complaint.number in page
    assert "Diterima" in page
    assert "081277776666" not in page.replace(SECRET, ""), "the contact stays apart"
    assert SECRET not in Client().get(reverse("complaint_track")).content.decode()


def test_a_wrong_code_and_an_unknown_number_look_alike(client: Client) -> None:
    complaint = send(client)
    told = [
        Client().post(reverse("complaint_track"), {"nomor": number, "kode": "0000000000"})
        for number in (complaint.number, "ADU-2026-999999")
    ]
    plain = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in told]
    assert [page.status_code for page in told] == [422, 422]
    assert plain[0] == plain[1]


def test_guessing_codes_ends_after_ten_tries(client: Client) -> None:
    complaint = send(client)
    tries = [{"nomor": complaint.number, "kode": f"{n:010d}"} for n in range(11)]
    codes = [client.post(reverse("complaint_track"), data).status_code for data in tries]
    assert codes == [422] * 10 + [429]
    right = {"nomor": complaint.number, "kode": complaint.code}
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post(reverse("complaint_track"), right)
    assert elsewhere.status_code == 429, "the number itself is tired too"


def test_a_flood_of_complaints_is_stopped_with_a_sentence(client: Client) -> None:
    for _n in range(20):
        send(client)
    response = client.post(reverse("complaint_new"), answers())
    assert response.status_code == 429
    assert "Coba lagi" in response.content.decode()
    assert Complaint.objects.count() == 20


def test_nobody_but_the_complaint_officer_finds_a_complaint(client: Client) -> None:
    complaint = send(client)
    people = town()
    for user in (
        people.apip,
        people.wbs,
        people.budi,
        people.sari,
        people.hendra,
        people.kadis,
        people.admin,
        people.auditor,
        people.dedi,
    ):
        other = Client()
        other.force_login(user)
        assert complaint.number not in other.get(reverse("complaint_register")).content.decode()
        assert other.get(reverse("complaint_detail", args=[complaint.number])).status_code in {403, 404}
        assert not queries.visible_to(people.actor(next(k for k, v in vars(people).items() if v == user))).exists()
    assert Client().get(reverse("complaint_register")).status_code == 302


def test_the_officer_reads_the_complaint_and_every_look_at_the_sender_is_journalled(client: Client) -> None:
    complaint = send(client)
    officer = Client()
    officer.force_login(person("ayu", "Ayu", Role.COMPLAINTS))
    assert complaint.number in officer.get(reverse("complaint_register")).content.decode()
    detail = officer.get(reverse("complaint_detail", args=[complaint.number])).content.decode()
    assert "Loket meminta uang" in detail
    assert "Nama pengadu" not in detail
    assert not Entry.objects.filter(kind="complaint.contact_read").exists()
    opened = officer.post(reverse("complaint_contact", args=[complaint.number])).content.decode()
    assert "Tuti Canaria" in opened
    assert Entry.objects.get(kind="complaint.contact_read").name == "Ayu"
    assert officer.get(reverse("complaint_detail", args=["ADU-2026-000099"])).status_code == 404


def test_a_signed_in_sender_with_a_secret_identity_leaves_no_name_in_the_journal(client: Client) -> None:
    client.force_login(person("tuti", "Tuti Canaria"))
    send(client)
    entry = Entry.objects.get(kind="complaint.received")
    assert (entry.user_id, entry.name) == (None, "")
    send(client, is_anonymous="no")
    assert Entry.objects.filter(kind="complaint.received").latest("id").name == "Tuti Canaria"


def test_text_and_sender_rest_encrypted(client: Client) -> None:
    send(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM complaints_complaint")
        kept = repr(cursor.fetchall())
    for secret in ("Tuti", "Canaria", "081277776666", "loket 2", "meminta uang"):
        assert secret not in kept


def test_the_register_pages_by_key_with_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    sender = town().actor("budi")
    facts = dict.fromkeys(("service", "place", "contact_name", "contact"), "")
    facts |= {"category": "business", "subject": "holder", "text": "x", "is_anonymous": True}
    made = [actions.file(facts, submission=uuid.uuid4(), actor=sender).number for _n in range(30)]
    client.force_login(person("ayu2", "Ayu", Role.COMPLAINTS))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        first = client.get(reverse("complaint_register"))
    assert first.content.decode().count("ADU-") >= 25
    following = client.get(first.context["page"].next_url or "?").content.decode()
    assert made[0] in client.get(reverse("complaint_register") + first.context["page"].next_url).content.decode()
    assert following
