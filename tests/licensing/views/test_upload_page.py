"""The checklist outside its time: an old tab or a bookmark is answered in words, and nothing moves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from licensing.models import Application
from licensing.terms import Status
from tests.factories.files import show_everything
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
CLOSED = "Permohonan sedang diproses; dokumen tidak dapat diubah sekarang."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_while_others_read_the_papers_nothing_is_called_accepted_and_nothing_offered(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    show_everything(file)
    page = signed_in(people.budi).get(f"/permohonan/{file.ref}/dokumen/").content.decode()
    assert "Dokumen tidak dapat diubah sekarang." in page
    assert "Sudah dikirim" in page
    for untrue in ("Diterima, tidak perlu diganti", "Periksa dan kirim", "0 dari 0", "data-upload"):
        assert untrue not in page


def test_before_the_nib_there_is_nothing_to_upload_yet(people: Town) -> None:
    file = standing_at(Status.NIB_REQUESTED, people)
    page = signed_in(people.budi).get(f"/permohonan/{file.ref}/dokumen/").content.decode()
    assert "Dokumen tidak dapat diubah sekarang." in page
    assert "data-upload" not in page


@pytest.mark.parametrize("act", ["unggah", "hapus"])
def test_an_act_from_an_old_tab_is_refused_with_its_sentence(people: Town, act: str) -> None:
    file = standing_at(Status.VERIFYING, people)
    show_everything(file)
    file.requirements.update(is_open=False)
    before = standing_papers(file)
    paper = SimpleUploadedFile("bukti.pdf", b"%PDF-1.7 uji", content_type="application/pdf")
    answer = signed_in(people.budi).post(f"/permohonan/{file.ref}/dokumen/1/{act}/", {"berkas": paper})
    assert answer.status_code == 409
    assert CLOSED in answer.content.decode()
    assert standing_papers(file) == before


def standing_papers(file: Application) -> set[int]:
    return set(file.requirements.filter(evidence__replaced_at=None).values_list("evidence", flat=True))


STALLED = [
    (Status.SUBMITTED, "/proses/{}/belum-lengkap/", "", "dedi"),
    (Status.VERIFYING, "/tinjau/{}/hasil/", "reject", "sari"),
    (Status.VERIFYING, "/tinjau/{}/hasil/", "correct", "sari"),
    (Status.APPROVED, "/persetujuan/{}/", "tolak", "kadis"),
    (Status.APPROVED, "/persetujuan/{}/", "kembalikan", "kadis"),
]


@pytest.mark.parametrize(("status", "door", "act", "who"), STALLED)
def test_a_desk_that_left_something_out_reads_it_in_the_title_too(
    people: Town, status: Status, door: str, act: str, who: str
) -> None:
    file = standing_at(status, people)
    answer = signed_in(getattr(people, who)).post(door.format(file.ref), {"hasil": act, "putusan": act})
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki:" in answer.content.decode()
