"""How far the papers are: what holds up the sending is counted, what may stay out is named beside it."""

import pytest
from django.test import Client

from accounts.models import User
from foundation.files.models import StoredFile
from licensing.models import Application, Evidence, Requirement
from licensing.queries import Papers, checklist, papers_of
from licensing.terms import Status, Verdict
from tests.factories.files import stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
BESIDE = "1 dokumen tambahan boleh diunggah."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_one_free_line(status: Status, people: Town, **columns: int) -> Application:
    """A file of two required lines and one that only some need."""
    file = standing_at(status, people)
    Application.objects.filter(pk=file.pk).update(**columns)
    file.refresh_from_db()
    Requirement.objects.create(application=file, number=3, text="Surat izin lingkungan", is_required=False)
    Evidence.objects.filter(requirement__application=file).delete()
    return file


def paper_to(file: Application, *numbers: int, in_round: int = 0) -> None:
    for number in numbers:
        line = file.requirements.get(number=number)
        paper: StoredFile = stored(file.subject, name=f"bukti-{number}.pdf")
        Evidence.objects.create(requirement=line, file=paper, round=in_round)


def pages(file: Application, user: User, *ends: str) -> list[str]:
    """What each page of the file says, in one line."""
    client = signed_in(user)
    return [" ".join(client.get(f"/permohonan/{file.ref}/{end}").content.decode().split()) for end in ends]


def test_a_complete_file_reads_as_complete_and_names_what_is_free(people: Town) -> None:
    file = with_one_free_line(Status.FULFILLING, people)
    paper_to(file, 1, 2)
    for page in pages(file, people.budi, "", "dokumen/"):
        assert "2 dari 2 dokumen wajib sudah ada." in page
        assert BESIDE in page
    uploads, check = pages(file, people.budi, "dokumen/", "periksa/")
    assert "Tidak wajib" in uploads
    assert "Belum diunggah" not in uploads
    assert "Tidak wajib" in check
    assert "Belum ada<" not in check


def test_a_free_paper_does_not_stand_in_for_a_required_one(people: Town) -> None:
    file = with_one_free_line(Status.FULFILLING, people)
    paper_to(file, 1, 3)
    for page in pages(file, people.budi, "", "dokumen/"):
        assert "1 dari 2 dokumen wajib sudah ada." in page
        assert "dokumen tambahan" not in page
    assert "Belum diunggah" in pages(file, people.budi, "dokumen/")[0]


def test_where_nothing_is_required_nothing_is_counted(people: Town) -> None:
    file = with_one_free_line(Status.FULFILLING, people)
    file.requirements.update(is_required=False)
    for page in pages(file, people.budi, "", "dokumen/"):
        assert "Tidak ada dokumen wajib. 3 dokumen tambahan boleh diunggah." in page


@pytest.mark.parametrize(
    ("status", "in_round", "said"),
    [
        (Status.INCOMPLETE, 0, "0 dari 1 dokumen sudah ada."),
        (Status.CORRECTION, 1, "0 dari 1 dokumen sudah diganti."),
    ],
)
def test_a_free_line_that_the_office_returned_is_asked_for(
    people: Town, status: Status, in_round: int, said: str
) -> None:
    file = with_one_free_line(status, people, correction_round=in_round)
    file.requirements.filter(number__lt=3).update(is_open=False)
    file.requirements.filter(number=3).update(verdict=Verdict.REPAIR, verdict_note="Terpotong", is_open=True)
    for page in pages(file, people.budi, "", "dokumen/"):
        assert said in page
        assert "dokumen tambahan" not in page
    paper_to(file, 3, in_round=in_round)
    assert papers_of(file, checklist(file)) == Papers(asked=1, shown=1, extra=0)
