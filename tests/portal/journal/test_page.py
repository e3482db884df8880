"""The journal's page: what an auditor reads there, and what nobody finds there."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from complaints.actions import file, triage
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from counter.assisted.models import Person
from foundation.journal import book, seals
from foundation.journal.models import Entry
from foundation.journal.who import Who
from foundation.secrets.masks import mask_name
from licensing.actions.reassign import reassign
from licensing.models import Application
from licensing.terms import Status
from tests.factories.drafts import office
from tests.licensing.table import standing_at
from tests.people import Town, town

pytestmark = pytest.mark.django_db
URL = "/kelola/jurnal/"
NIK, PHONE = "1377015708900003", "+6281234567890"


@pytest.fixture
def people() -> Town:
    office()
    return town()


def looks(people: Town, name: str = "auditor", query: str = "") -> HttpResponse:
    client = Client()
    client.force_login(getattr(people, name))
    return client.get(URL + query)


def read(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def acts(answer: HttpResponse) -> list[str]:
    return [str(line.act) for line in answer.context["lines"]]


def numbered(people: Town, number: str = "PB-2026-000007", status: Status = Status.VERIFYING) -> Application:
    return standing_at(status, people, number=number)


def test_an_act_is_told_in_words_with_who_and_a_way_to_its_file(people: Town) -> None:
    application = numbered(people)
    book.record("application.claim", subject=application.subject, who=people.actor("sari"), note="Segera.")
    text = read(looks(people, query=f"?nomor={application.number}"))
    assert "Berkas diambil untuk diverifikasi" in text
    assert f'href="{reverse("desk_file", args=[application.number])}"' in text
    assert "Sari Dewi" in text
    assert "Verifikator dinas teknis" in text
    assert "Segera." in text


def test_a_draft_has_no_link_and_an_applicant_no_name(people: Town) -> None:
    draft = standing_at(Status.DRAFT, people, number=None)
    book.record("application.started", subject=draft.subject, who=people.actor("budi"))
    answer = looks(people, query="?kejadian=application.started")
    assert "Budi" not in read(answer)
    assert answer.context["lines"][0].subject.url == ""
    assert answer.context["lines"][0].who == mask_name("Budi Santoso")


def test_numbers_of_people_are_out_of_notes_and_names_masked(people: Town) -> None:
    guest = Person.objects.create(name="Siti Rahmawati", claim_code="1" * 22)
    helping = Who(user_id=people.wulan.pk, role=Role.CLERK, name="Wulan Sari", on_behalf_of=guest.subject)
    book.record("person.mended", subject=guest.subject, who=helping, note=f"NIK {NIK}, HP {PHONE}")
    text = read(looks(people))
    for hidden in (NIK, PHONE, "Siti", "Rahmawati"):
        assert hidden not in text
    assert f"atas nama {mask_name('Siti Rahmawati')}" in text


def test_reading_is_written_down_once_an_opening(people: Town) -> None:
    for _number in range(60):
        book.record("account.signed_in", subject=f"user:{people.sari.pk}", who=people.actor("sari"))
    before = Entry.objects.filter(kind="journal.read").count()
    answer = looks(people, query="?kejadian=akun")
    assert Entry.objects.filter(kind="journal.read").count() == before + 1
    entry = Entry.objects.filter(kind="journal.read").latest("id")
    assert (entry.user_id, entry.data) == (people.auditor.pk, {"filters": ["kejadian"]})
    looks(people, query=answer.context["page"].next_url)
    looks(people, query="?sampai=kapan")
    assert Entry.objects.filter(kind="journal.read").count() == before + 1


def test_the_filter_narrows_and_stays_in_the_address(people: Town) -> None:
    application = numbered(people)
    Entry.objects.bulk_create(
        Entry(kind="application.claim", subject=application.subject, user_id=people.sari.pk, role="reviewer",
              name="Sari Dewi", at=timezone.now() - timedelta(days=number))
        for number in range(40)
    )  # fmt: skip
    book.record("office.changed", subject="office:1", who=people.actor("admin"))
    query = f"?kejadian=application.claim&oleh={people.sari.pk}&nomor={application.number.lower()}"
    answer = looks(people, query=query)
    assert set(acts(answer)) == {"Berkas diambil untuk diverifikasi"}
    assert len(answer.context["lines"]) == 25
    following = answer.context["page"].next_url
    assert following.startswith(f"{query}&sesudah=")
    assert following.replace("&", "&amp;") in read(answer)
    assert len(looks(people, query=following).context["lines"]) == 15
    assert acts(looks(people, query="?kejadian=aturan")) == ["Jurnal dibaca", "Data kantor diubah"]


def test_days_are_the_offices_own(people: Town) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    for hour, name in ((datetime(2026, 11, 21, 23, 59, tzinfo=zone), "kemarin"),
                       (datetime(2026, 11, 22, 0, 1, tzinfo=zone), "pagi"),
                       (datetime(2026, 11, 22, 23, 59, tzinfo=zone), "malam")):  # fmt: skip
        Entry.objects.create(kind="office.changed", subject="office:1", at=hour, note=name)
    notes = [line.note for line in looks(people, query="?dari=2026-11-22&sampai=2026-11-22").context["lines"]]
    assert notes[-2:] == ["malam", "pagi"]
    assert "kemarin" not in notes


def test_days_the_wrong_way_round_are_said_so_and_nothing_is_shown(people: Town) -> None:
    answer = looks(people, query="?dari=2026-11-22&sampai=2026-11-20")
    assert answer.status_code == 422
    assert "Isi tanggal yang sama dengan atau sesudah tanggal awal." in answer.content.decode()
    assert answer.context["lines"] == []


def test_the_system_can_be_asked_for(people: Town) -> None:
    book.record("queue.day_ended", subject="queue:2026-11-22", who=book.SYSTEM)
    lines = looks(people, query="?oleh=sistem").context["lines"]
    assert ("Sistem", "Antrean") in [(line.who, line.subject.text) for line in lines]
    assert not any(line.role for line in lines)


def test_nothing_found_says_what_to_do(people: Town) -> None:
    text = read(looks(people, query="?nomor=PB-2026-999999"))
    assert "Tidak ada kejadian" in text
    assert "atau hapus saringan" in text


def test_the_end_of_the_chain_is_shown(people: Town) -> None:
    seals.seal_all()
    head = seals.Head.objects.get(pk=1)
    assert f"dengan sidik {head.hash[:12]}" in read(looks(people))


@pytest.mark.parametrize("name", ["auditor", "admin"])
def test_no_trace_of_a_complaint_is_there(people: Town, name: str) -> None:
    """Neither its own acts nor what hangs on it: its files, its letters, its work, the files that changed hands."""
    facts = {"category": "licensing", "subject": "official", "text": "Sari meminta uang", "is_secret": True}
    complaint = file(facts, submission=uuid.uuid4(), actor=people.actor("rina"))
    inspector = people.actor("apip")
    triage.name_accused(complaint, [people.sari], actor=inspector)
    triage.TRIAGE[Step.RELEASE](complaint, Step.RELEASE, {"note": "Diperiksa."}, actor=inspector)
    for kind in ("file.opened", "outbox.dead", "work.dead"):
        for subject in (complaint.mark, f"{complaint.mark}:email", "complaint.mail"):
            book.record(kind, subject=subject, who=inspector)
    application = numbered(people)
    Application.objects.filter(pk=application.pk).update(reviewer=people.sari)
    application.refresh_from_db()
    assert reassign(application, to=people.tono, actor=inspector)
    assert Entry.objects.filter(kind="application.reassigned").exists()
    assert not visible_to(people.actor(name)).exists()  # the rule that this page follows
    for query in ("", "?kejadian=permohonan", f"?oleh={people.apip.pk}", f"?nomor={complaint.number}",
                  f"?nomor={application.number}"):  # fmt: skip
        answer = looks(people, name, query)
        assert not [
            line for line in answer.context["lines"] if "Bambang" in line.who or "omplaint" in line.subject.text
        ]
        text = read(answer)
        assert "Berkas dibuka" not in [str(line.act) for line in answer.context["lines"]]
        assert (complaint.number in text) == (complaint.number in query)
    assert acts(looks(people, name, f"?nomor={complaint.number}")) == acts(
        looks(people, name, "?nomor=ADU-2026-999999")
    )


@pytest.mark.parametrize("name", ["budi", "wulan", "dedi", "sari", "kadis", "aduan", "apip", "pengawas"])
def test_nobody_else_comes_in(people: Town, name: str) -> None:
    assert looks(people, name).status_code == 403


def test_a_page_of_mixed_subjects_costs_few_questions(people: Town) -> None:
    application, guest = numbered(people), Person.objects.create(name="Siti", claim_code="2" * 22)
    subjects = (application.subject, f"user:{people.sari.pk}", guest.subject, "visit:1", "supervision:1", "office:1",
                f"pelaku_usaha:{application.holder_id}")  # fmt: skip
    for subject in subjects * 3:
        book.record("file.opened", subject=subject, who=people.actor("dedi"))
    client = Client()
    client.force_login(people.auditor)
    client.get(URL)
    with CaptureQueriesContext(connection) as asked:
        text = read(client.get(URL))
    assert mask_name("Siti") in text
    assert len(asked) <= 14, "\n".join(query["sql"][:150] for query in asked)
