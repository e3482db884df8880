"""A permit that OSS issued by itself: one task, whoever noticed first, and its way to a result."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from foundation.files.models import StoredFile
from foundation.journal import book
from licensing.terms import Status
from supervision import actions
from supervision.models import Task
from supervision.terms import Paper
from tests.foundation.files import pdfs
from tests.licensing.table import standing_at
from tests.people import Town, person, town

DESK = "/pengawasan/"


@pytest.fixture
def people(db: None) -> Town:
    return town()


@pytest.fixture
def task(people: Town) -> Task:
    """OSS issued Pak Budi's file while the agency's yes was on its way."""
    file = standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-870001")
    return actions.open_for(file, stood_at=Status.APPROVED)


def visit(people: Town, name: str) -> Client:
    """Signed in, past the second factor."""
    client = Client()
    client.force_login(getattr(people, name))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return client


def paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.good(), content_type="application/pdf")


def test_however_often_it_is_noticed_a_permit_has_one_task(task: Task) -> None:
    assert actions.open_for(task.application, stood_at=Status.VERIFYING).pk == task.pk
    actions.sweep()
    assert Task.objects.get().stood_at == Status.APPROVED
    assert book.of(task.application.subject).filter(kind="supervision.opened").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(application=task.application, due_on=timezone.localdate())


def test_the_sweep_finds_what_nobody_noticed(people: Town) -> None:
    missed = standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-870002")
    standing_at(Status.ISSUED, people, number="PB-2026-870003")
    actions.sweep()
    assert Task.objects.get().application == missed


def test_from_taking_to_the_result(people: Town, task: Task) -> None:
    pengawas, url = visit(people, "pengawas"), f"{DESK}{task.pk}/"
    assert task.application.ref in pengawas.get(DESK).content.decode()
    assert pengawas.post(f"{url}ambil/").status_code == 302
    early = {"visited_on": timezone.localdate(), "result": "mend", "note": "Alat belum lengkap"}
    refused = pengawas.post(f"{url}hasil/", early)
    assert (refused.status_code, "surat tugas dan BAP dahulu" in refused.content.decode()) == (409, True)
    papers: dict[str, dict[str, Any]] = {
        "surat-tugas": {"number": "800/12/2026", "berkas": paper("surat.pdf")},
        "bap": {"berkas": paper("bap.pdf")},
    }
    for step, said in papers.items():
        assert pengawas.post(f"{url}{step}/", said).status_code == 302
    tomorrow = early | {"visited_on": timezone.localdate() + timedelta(days=1)}
    assert pengawas.post(f"{url}hasil/", tomorrow).status_code == 422
    assert pengawas.post(f"{url}hasil/", early).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.result, task.assignment_number) == ("done", "mend", "800/12/2026")
    assert task.owner == people.pengawas
    page = pengawas.get(url).content.decode()
    for words in ("Perlu pembinaan", "Alat belum lengkap", "800/12/2026", "Disetujui dinas teknis"):
        assert words in page
    assert task.application.ref not in pengawas.get(DESK).content.decode()
    assert task.application.ref in pengawas.get(f"{DESK}?lihat=selesai").content.decode()
    kinds = list(book.of(task.subject).values_list("kind", flat=True))
    assert kinds == ["supervision.opened", "supervision.given", "supervision.paper", "supervision.paper",
                     "supervision.done"]  # fmt: skip
    assert book.of(task.application.subject).filter(kind="supervision.done").exists()
    assert pengawas.post(f"{url}hasil/", early).status_code == 409


def test_the_head_sends_somebody_and_may_change_it(people: Town, task: Task) -> None:
    head, url = visit(people, "kadis"), f"{DESK}{task.pk}/tugaskan/"
    day = timezone.localdate() + timedelta(days=3)
    assert head.post(url, {"owner": people.sari.pk, "due_on": day}).status_code == 422  # no supervisor
    assert head.post(url, {"owner": people.pengawas.pk, "due_on": day}).status_code == 302
    task.refresh_from_db()
    assert (task.owner, task.due_on, task.state) == (people.pengawas, day, "taken")
    other = person("pengawas2", "Rahmi Pengawas", people.pengawas.role)
    assert head.post(url, {"owner": other.pk, "due_on": day}).status_code == 302
    task.refresh_from_db()
    assert task.owner == other


def test_only_the_owner_fills_it_in(people: Town, task: Task) -> None:
    other = person("pengawas3", "Rahmi Pengawas", people.pengawas.role)
    actions.take(task, actor=people.actor("pengawas"))
    task.refresh_from_db()
    late = visit(people, "pengawas")
    assert late.post(f"{DESK}{task.pk}/ambil/").status_code == 409  # taken already
    with pytest.raises(actions.NotPossible, match="hanya petugasnya"):
        actions.attach(task, paper=Paper.REPORT, upload=paper("x.pdf"), actor=people.actor("kadis"))
    client = Client()
    client.force_login(other)
    assert visit(people, "kadis").post(f"{DESK}{task.pk}/ambil/").status_code == 409
    with pytest.raises(actions.NotPossible, match="kepala dinas"):
        actions.assign(task, owner_id=other.pk, due_on=task.due_on, actor=people.actor("pengawas"))


def test_who_was_slower_is_told(people: Town, task: Task) -> None:
    stale = Task.objects.get(pk=task.pk)
    actions.take(task, actor=people.actor("pengawas"))
    with pytest.raises(actions.NotPossible, match="baru saja diambil"):
        actions.take(stale, actor=people.actor("pengawas"))


def test_a_paper_that_comes_when_the_task_was_given_to_another_leaves_nothing_behind(people: Town, task: Task) -> None:
    other = person("pengawas4", "Rahmi Pengawas", people.pengawas.role)
    actions.take(task, actor=people.actor("pengawas"))
    stale = Task.objects.get(pk=task.pk)
    actions.assign(Task.objects.get(pk=task.pk), owner_id=other.pk, due_on=task.due_on, actor=people.actor("kadis"))
    with pytest.raises(actions.NotPossible, match="tidak lagi Anda tangani"):
        actions.attach(stale, paper=Paper.REPORT, upload=paper("bap.pdf"), actor=people.actor("pengawas"))
    assert not StoredFile.objects.filter(purpose="assignment").exists()


@pytest.mark.parametrize("name", ["sari", "wulan", "dedi", "budi", "aduan"])
def test_others_are_kept_out(people: Town, task: Task, name: str) -> None:
    client = visit(people, name)
    assert client.get(DESK).status_code == 403
    assert client.get(f"{DESK}{task.pk}/").status_code == 403


def test_papers_open_for_those_who_see_the_task(people: Town, task: Task) -> None:
    actions.take(task, actor=people.actor("pengawas"))
    task.refresh_from_db()
    actions.attach(task, paper=Paper.REPORT, upload=paper("bap.pdf"), actor=people.actor("pengawas"))
    task.refresh_from_db()
    assert task.report is not None
    url = task.report.get_absolute_url()
    assert visit(people, "auditor").get(url).status_code == 200
    assert visit(people, "sari").get(url).status_code == 404


def test_a_file_that_is_no_paper_is_refused_in_words(people: Town, task: Task) -> None:
    actions.take(task, actor=people.actor("pengawas"))
    answer = visit(people, "pengawas").post(
        f"{DESK}{task.pk}/bap/", {"berkas": SimpleUploadedFile("bap.pdf", b"MZ bukan pdf")}
    )
    assert answer.status_code == 409
    task.refresh_from_db()
    assert task.report is None


def test_a_look_at_an_address_that_only_acts_leads_back(people: Town, task: Task) -> None:
    assert visit(people, "kadis").get(f"{DESK}{task.pk}/tugaskan/").status_code == 302
    assert visit(people, "kadis").post(f"{DESK}{task.pk}/terbang/").status_code == 302
