"""A desk sees that its act counted, what the agency said, and writes down what it saw at the place."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from foundation.files import upkeep
from foundation.files.models import StoredFile
from foundation.journal.models import Entry
from licensing.actions import verify
from licensing.forms.wizard.location import Spatial
from licensing.forms.wizard.pages import PAGES
from licensing.models import FieldVisit
from licensing.terms import Status
from licensing.views.applicant.answers_shown import rows
from tests.foundation.files import pdfs
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db


def signed_in(people: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


def test_after_an_act_the_list_says_what_the_file_has_become(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people)
    page = signed_in(people, "dedi").post(f"/proses/{file.number}/lengkap/", follow=True)
    assert f"{file.number} sekarang berstatus “Berkas lengkap”." in page.content.decode()


def test_the_workspace_opens_at_the_first_line_without_a_word(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    file.requirements.filter(number=1).update(verdict="meets")
    page = signed_in(people, "sari").get(f"/tinjau/{file.number}/")
    assert page.context["row"]["line"].verdict == ""


def test_what_the_visit_showed_is_kept_and_read_by_the_head(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    sari, tono = signed_in(people, "sari"), signed_in(people, "tono")
    verify.plan_visit(file, actor=people.actor("sari"), on=timezone.localdate() + timedelta(days=1))
    page = f"/tinjau/{file.number}/hasil/"
    said = {"hasil": "visited", "visited-findings": "Ruang praktik ada, empat mesin jahit."}
    assert sari.post(page, {"hasil": "visited", "visited-findings": ""}).status_code == 422
    assert tono.post(page, said).status_code == 409
    assert sari.post(page, said).status_code == 302
    assert FieldVisit.objects.get().findings == said["visited-findings"]
    assert Entry.objects.filter(kind="application.visited").count() == 1
    assert said["visited-findings"] in signed_in(people, "kadis").get(f"/persetujuan/{file.number}/").content.decode()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.VERIFYING, {"hasil": "visited", "visited-findings": "Ada."}),  # nobody planned a visit
        (Status.VERIFYING, {"hasil": "visited", "visited-findings": ""}),
        (Status.COMPLETE, {"hasil": "approve", "approve-note": "Baik."}),  # not taken in hand
    ],
)
def test_of_a_refused_form_no_paper_stays_behind(
    status: Status, said: dict[str, str], people: Town, settings: Any, tmp_path: Path
) -> None:
    """What was written stays on the page; the paper is chosen again, as a browser asks for it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    file = standing_at(status, people)
    sent = {**said, "berkas": SimpleUploadedFile("surat.pdf", pdfs.good())}
    answer = signed_in(people, "sari").post(f"/tinjau/{file.number}/hasil/", sent)
    assert answer.status_code in {409, 422}
    assert not StoredFile.objects.filter(purpose="technical_letter").exists()
    root = settings.MEDIA_ROOT
    for path in (path for path in root.rglob("*") if path.is_file()):
        os.utime(path, (0, 0))
    upkeep.sweep()
    named = set(StoredFile.objects.values_list("sha256", flat=True))
    assert {path.name for path in (root / "sha256").rglob("*") if path.is_file()} <= named


def test_the_paper_of_a_form_that_counts_stays(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    verify.plan_visit(file, actor=people.actor("sari"), on=timezone.localdate() + timedelta(days=1))
    said = {"hasil": "visited", "visited-findings": "Ada.", "berkas": SimpleUploadedFile("bap.pdf", pdfs.good())}
    assert signed_in(people, "sari").post(f"/tinjau/{file.number}/hasil/", said).status_code == 302
    assert FieldVisit.objects.get().report == StoredFile.objects.get(purpose="technical_letter")


def test_nothing_is_written_down_of_a_visit_that_nobody_planned(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    answer = signed_in(people, "sari").post(
        f"/tinjau/{file.number}/hasil/", {"hasil": "visited", "visited-findings": "Ada."}
    )
    assert answer.status_code == 409
    assert "Belum ada peninjauan lapangan" in answer.content.decode()


def test_the_head_finds_the_agencys_ground_and_words_ready_to_change(people: Town) -> None:
    file = standing_at(Status.REJECTED, people)
    file.ground_code, file.ground_note = "STANDAR", "Mesin belum ada."
    file.save(update_fields=["ground_code", "ground_note"])
    form = signed_in(people, "kadis").get(f"/persetujuan/{file.number}/").context["refuse_form"]
    assert (form["ground"].value(), form["note"].value()) == ("STANDAR", "Mesin belum ada.")


def test_the_ground_of_the_place_is_read_back_in_words() -> None:
    page = next(page for page in PAGES if page.form is Spatial)
    shown = {row["value"] for row in rows(page, {page.section: {"spatial": "self_statement"}})}
    assert "Pernyataan mandiri (usaha mikro dan kecil)" in shown


def test_a_desk_offers_to_filter_by_what_lies_on_it_alone(people: Town) -> None:
    standing_at(Status.VERIFYING, people)
    standing_at(Status.SUBMITTED, people, number="PB-2026-000777")
    agency = signed_in(people, "sari").get("/tinjau/").content.decode()
    assert "Peninjauan lapangan" in agency
    assert "Terbit otomatis" not in agency
    assert "<select" not in signed_in(people, "dedi").get("/proses/").content.decode()


def test_finished_files_stand_below_running_ones_and_have_no_days_left(people: Town) -> None:
    today = timezone.localdate()
    done = standing_at(Status.ISSUED, people, number="PB-2026-000801", overall_due_on=today - timedelta(days=30))
    running = standing_at(Status.VERIFYING, people, number="PB-2026-000802", overall_due_on=today)
    page = signed_in(people, "auditor").get("/berkas-permohonan/").content.decode()
    assert page.index(str(running.number)) < page.index(str(done.number))
    assert signed_in(people, "auditor").get(f"/berkas-permohonan/{done.number}/").context["left"] is None
