"""The desks over HTTP: whose list shows what, who opens which page, a refused act as a page with its sentence."""

import pytest
from django.test import Client

from accounts.actors import SYSTEM
from licensing.actions import verify
from licensing.models import Application
from licensing.terms import Status
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db


def signed_in(people: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


def test_each_desk_lists_what_waits_there_and_no_one_elses(people: Town) -> None:
    numbers = {}
    for place, status in enumerate((Status.SUBMITTED, Status.COMPLETE, Status.VERIFYING, Status.APPROVED), 1):
        numbers[status] = str(standing_at(status, people, number=f"PB-2026-00010{place}").number)
    expected = {
        ("dedi", "/proses/"): {Status.SUBMITTED},
        ("sari", "/tinjau/"): {Status.COMPLETE, Status.VERIFYING},
        ("hendra", "/tinjau/"): set(),
        ("kadis", "/persetujuan/"): {Status.APPROVED},
        ("auditor", "/berkas-permohonan/"): set(numbers),
    }
    for (name, url), statuses in expected.items():
        page = signed_in(people, name).get(url).content.decode()
        assert {status for status, number in numbers.items() if number in page} == statuses, (name, url)


@pytest.mark.parametrize(
    ("name", "status"), [("hendra", 404), ("budi", 403), ("dedi", 403), ("kadis", 403), ("sari", 200)]
)
def test_a_review_page_opens_for_the_agency_alone(name: str, status: int, people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    assert signed_in(people, name).get(f"/tinjau/{file.number}/").status_code == status


def test_the_second_to_claim_reads_why_not(people: Town) -> None:
    file = standing_at(Status.COMPLETE, people)
    first = signed_in(people, "sari").post(f"/tinjau/{file.number}/ambil/")
    second = signed_in(people, "tono").post(f"/tinjau/{file.number}/ambil/")
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Diverifikasi" in second.content.decode()
    assert Application.objects.get(pk=file.pk).reviewer == people.sari


def test_a_machine_has_no_desk(people: Town) -> None:
    with pytest.raises(verify.workflow.Refused):
        verify.claim(standing_at(Status.COMPLETE, people), actor=SYSTEM)
