"""/kelola/hari-libur/: what an admin sees and does there, and that nobody else may."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from foundation.calendar import acts, days
from foundation.calendar.models import Holiday, Proposal
from foundation.journal import book
from tests.people import person, town

pytestmark = pytest.mark.django_db
PAGE = "/kelola/hari-libur/"


@pytest.fixture(autouse=True)
def _table() -> None:
    acts.load(range(2025, 2029), who=book.SYSTEM)


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(person("dian", "Dian Admin", Role.ADMIN))
    return client


def filled_in(**changes: str) -> dict[str, str]:
    return {
        "day": "2026-11-25",
        "name": "Pemilihan wali nagari",
        "kind": "local",
        "decree": "SK Wali Kota 12/2026",
        "source": "jdih.contoh.id",
        **changes,
    }


def test_the_page_shows_a_year_in_words(admin: Client) -> None:
    page = admin.get(f"{PAGE}?tahun=2026").content.decode()
    assert "Senin, 17 Agustus 2026" in page
    assert "Cuti Bersama Hari Raya Natal" in page
    assert "2.026" not in page


@pytest.mark.parametrize("year", ["0", "abcd", "99999999", "-1"])
def test_a_year_that_is_none_shows_this_year(admin: Client, year: str) -> None:
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        answer = admin.get(f"{PAGE}?tahun={year}")
    assert answer.status_code == 200
    assert "Tahun 2026" in answer.content.decode()


def test_a_missing_cuti_bersama_is_told(client: Client) -> None:
    with time_machine.travel("2027-11-22T05:00:00Z", tick=False):
        client.force_login(person("dian", "Dian Admin", Role.ADMIN))
        assert "belum memuat cuti bersama tahun 2028" in client.get(PAGE).content.decode()


def test_a_day_is_added_with_its_decree_and_counts(admin: Client) -> None:
    answer = admin.post(reverse("holiday_new"), filled_in())
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?tahun=2026")
    assert days.due_on(date(2026, 11, 23), 5) == date(2026, 12, 1)
    entry = book.of("calendar").last()
    assert (entry.role, entry.name, entry.data["changes"][0]["decree"]) == (
        "admin",
        "Dian Admin",
        "SK Wali Kota 12/2026",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decree": ""}, "Isi nomor SK"),
        ({"day": "2026-08-17"}, "Tanggal ini sudah ada di tabel"),
        ({"day": "31-31-2026"}, "Isi Tanggal"),
        ({"name": "", "day": ""}, "Isi nama."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(admin: Client, changes: dict[str, str], said: str) -> None:
    before = days.version()
    answer = admin.post(reverse("holiday_new"), filled_in(**changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said.lower() in page.lower()
    assert "jdih.contoh.id" in page
    assert days.version() == before


def test_a_day_becomes_a_working_day_only_with_a_reason(admin: Client) -> None:
    row = Holiday.objects.get(day=date(2026, 12, 24))
    door = reverse("holiday_cancel", args=[row.pk])
    assert admin.post(door, {"reason": ""}).status_code == 422
    assert date(2026, 12, 24) in days.holidays()
    assert admin.post(door, {"reason": "SKB perubahan."}).status_code == 302
    assert date(2026, 12, 24) not in days.holidays()
    assert "Dibatalkan" in admin.get(f"{PAGE}?tahun=2026").content.decode()
    assert admin.get(door).status_code == 404


def test_a_proposal_is_accepted_once(admin: Client) -> None:
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        proposal = Proposal.objects.create(
            day=date(2027, 11, 22), change="add", name="Cuti Bersama", kind="joint_leave", source="holidays 0.200"
        )
        Proposal.objects.create(
            day=date(2027, 3, 10), change="replace", name="Idul Fitri 1448", kind="national", source="holidays 0.200"
        )
        page = " ".join(admin.get(PAGE).content.decode().split())
        assert "Kini di tabel: Hari Raya Idul Fitri · Libur nasional · perkiraan" in page
        door = reverse("holiday_answer", args=[proposal.pk])
        assert admin.post(door, {"jawaban": "terima"}).status_code == 302
        version = days.version()
        again = admin.post(door, {"jawaban": "terima"}, follow=True)
        assert "sudah dijawab" in again.content.decode()
    assert days.version() == version
    assert date(2027, 11, 22) in days.holidays()


def test_a_declined_proposal_changes_nothing(admin: Client) -> None:
    proposal = Proposal.objects.create(
        day=date(2027, 11, 22), change="add", name="Cuti Bersama", kind="joint_leave", source="x"
    )
    before = days.version()
    admin.post(reverse("holiday_answer", args=[proposal.pk]), {"jawaban": "abaikan"})
    assert days.version() == before
    assert book.of("calendar").last().kind == "calendar.proposal_declined"


def test_only_an_admin_comes_in(client: Client) -> None:
    people = town()
    row = Holiday.objects.first()
    doors = [PAGE, reverse("holiday_new"), reverse("holiday", args=[row.pk])]
    for name in ("budi", "sari", "hendra", "wulan", "ijah", "dedi", "kadis", "auditor", "pengawas", "aduan"):
        client.force_login(getattr(people, name))
        assert [client.get(door).status_code for door in doors] == [403, 403, 403], name
        assert client.post(reverse("holiday_cancel", args=[row.pk]), {"reason": "x"}).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_the_page_asks_a_fixed_number_of_questions(admin: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12):
        admin.get(f"{PAGE}?tahun=2026")
