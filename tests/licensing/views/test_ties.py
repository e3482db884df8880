"""Declared relatives: the officer's own word closes the file to them, and only an admin opens it again."""

import pytest
from django.test import Client

from foundation.journal.models import Entry
from licensing import workflow
from licensing.life.steps import Step
from licensing.models import Application, Tie
from licensing.terms import Status
from tests.factories.files import application_in
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


@pytest.fixture
def file(people: Town) -> Application:
    return application_in(Status.COMPLETE, applicant=people.budi, agency=people.naker)


def claim_problem(file: Application, people: Town) -> str:
    """Why may Bu Sari not take this file?"""
    fresh = Application.objects.get(pk=file.pk)
    return workflow.why_not(fresh, Step.CLAIM, people.actor("sari"))


@pytest.mark.parametrize("by", ["number", "nib"])
def test_a_declared_relative_cannot_judge_and_an_admin_can_end_it(people: Town, file: Application, by: str) -> None:
    sari, admin = Client(), Client()
    sari.force_login(people.sari)
    admin.force_login(people.admin)
    assert claim_problem(file, people) == ""
    number = file.number if by == "number" else file.nib.number
    assert sari.post("/akun/keluarga/", {"nomor": f" {number} "}).status_code == 302
    assert "keluarga" in claim_problem(file, people)
    page = sari.get("/akun/keluarga/").content.decode()
    assert "B*** S***" in page
    assert "Budi Santoso" not in page.replace(people.budi.email, "")
    tie = Tie.objects.get()
    end = f"/kelola/keluarga/{tie.pk}/akhiri/"
    assert sari.post(end, {"reason": "Sudah bercerai"}).status_code == 403
    assert admin.post(end, {"reason": ""}).status_code == 422
    assert admin.post(end, {"reason": "Sudah bercerai"}).status_code == 302
    assert claim_problem(file, people) == ""
    kinds = Entry.objects.filter(kind__startswith="tie.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["tie.declared", "tie.ended"]
    assert sari.post("/akun/keluarga/", {"nomor": number}).status_code == 302
    assert "keluarga" in claim_problem(file, people)


def test_an_unknown_number_is_said_with_422_and_written_down(people: Town, client: Client) -> None:
    client.force_login(people.dedi)
    answer = client.post("/akun/keluarga/", {"nomor": "PB-2026-999999"})
    assert answer.status_code == 422
    assert "tidak ditemukan" in answer.content.decode()
    assert Entry.objects.filter(kind="tie.not_found").count() == 1


@pytest.mark.parametrize("name", ["budi", "wulan", "ijah", "admin", "auditor", "pengawas", "aduan"])
def test_only_those_who_judge_declare(people: Town, client: Client, name: str) -> None:
    client.force_login(getattr(people, name))
    assert client.get("/akun/keluarga/").status_code == 403


def test_what_sign_up_asked_stands_in_the_new_draft(people: Town, client: Client) -> None:
    people.budi.declared_kind, people.budi.declared_umk = "person", True
    people.budi.save()
    client.force_login(people.budi)
    client.post("/permohonan/baru/")
    answers = Application.objects.get(applicant=people.budi).answers["pemohon"]
    assert answers == {
        "kind": "person",
        "umk": True,
        "name": "Budi Santoso",
        "email": "budi@contoh.id",
        "phone": "+6281200000001",
    }
