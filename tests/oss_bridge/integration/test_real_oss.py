"""Mode ``oss``: nothing is handed over, the NIB is typed and pulled, only OSS's own bytes are documents."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from foundation.files import store
from foundation.outbox.models import OutboxMessage
from foundation.pulse.models import DueTask
from licensing.actions import publish
from licensing.documents.drawing import OF_OSS, OnlyOss, draw
from licensing.life.steps import Step
from licensing.models import Application, Document
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, Master, Status
from licensing.workflow import why_not
from oss_bridge.contract.permits import FilePush
from oss_bridge.fake import FILE_BASE
from oss_bridge.inbound import fetching, inward, pulling
from oss_bridge.models import SignedFile
from oss_bridge.simulation import NoSimulation, desk
from tests.factories.files import NIK, risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge, sent
from tests.oss_bridge.integration.test_desk import visit


@pytest.fixture
def real(bridge: Bridge, settings: LazySettings) -> Bridge:
    """The same office with a real OSS key."""
    settings.OSS_MODE = "oss"
    risk_row()
    return bridge


def typed(bridge: Bridge, nik: str = NIK, **changes: Any) -> Any:
    """What the applicant typed at oss.go.id: no reference of ours comes back."""
    given = cases.hand_over(reference="", holder=cases.budi(nik), **changes)
    return bridge.oss.oss.hand_over(given, origin="oss")


def pulled(bridge: Bridge) -> tuple[Application, Any]:
    """Prepared here, typed there, pulled by its NIB."""
    file = bridge.requested()
    bridge.carry()
    done = typed(bridge)
    bridge.oss.books.posted.clear()
    pulling.ask_for(file, done.nib)
    bridge.work("oss.nib_awaited")
    return Application.objects.get(pk=file.pk), done


def issued(bridge: Bridge) -> Application:
    """A file whose permit OSS issued."""
    file, _done = pulled(bridge)
    Application.objects.filter(pk=file.pk).update(status=Status.ISSUED, permit_number=f"{_done.nib}0001")
    return Application.objects.get(pk=file.pk)


def test_nothing_is_handed_over(real: Bridge) -> None:
    real.requested()
    assert [line.state for line in real.carry()] == ["done"]
    assert real.oss.books.holders == {}
    with pytest.raises(NoSimulation):
        desk()


def test_a_typed_nib_is_pulled_and_the_file_is_mastered_there(real: Bridge) -> None:
    file, done = pulled(real)
    assert (file.word, file.master, file.id_izin) == (Status.FULFILLING, Master.OSS, done.licence_id)
    assert not Document.objects.exists()


def test_the_applicant_types_the_nib_on_the_sheet(real: Bridge) -> None:
    file = real.requested()
    done = typed(real)
    budi = visit(real.people, "budi")
    assert budi.get(f"/permohonan/{file.ref}/lembar-oss/").status_code == 200
    assert budi.post(f"/permohonan/{file.ref}/nib/", {"nib": "123"}).status_code == 422
    assert budi.post(f"/permohonan/{file.ref}/nib/", {"nib": done.nib}).status_code == 302
    real.work("oss.nib_awaited")
    assert Application.objects.get(pk=file.pk).word == Status.FULFILLING
    assert Client().post(f"/permohonan/{file.ref}/nib/", {"nib": done.nib}).status_code == 302


def test_another_persons_nib_is_refused_in_words(real: Bridge) -> None:
    file = real.requested()
    done = typed(real, cases.nik())
    pulling.ask_for(file, done.nib)
    real.work("oss.nib_awaited")
    file.refresh_from_db()
    assert (file.word, "pelaku usaha lain" in file.problem) == (Status.NIB_REQUESTED, True)


def test_a_nib_that_oss_does_not_know_is_told(real: Bridge) -> None:
    file = real.requested()
    pulling.ask_for(file, "0000000000001")
    real.work("oss.nib_awaited")
    file.refresh_from_db()
    assert "tidak ditemukan" in file.problem.lower()


def test_a_push_finds_the_file_that_was_prepared_here_by_number_kbli_and_contact(real: Bridge) -> None:
    file = real.requested()
    typed(real)  # the same NIK, telephone 0812-0000-0000 is not ours: the e-mail must not match either
    real.bring()
    assert Application.objects.get(pk=file.pk).word == Status.NIB_REQUESTED
    assert Application.objects.filter(master=Master.OSS).count() == 1
    other = real.requested(number="PB-2026-900002")
    holder = cases.budi(NIK).model_copy(update={"phone": "0812 0000 0001"})
    real.oss.oss.hand_over(cases.hand_over(reference="", holder=holder), origin="oss")
    real.bring()
    waiting = Application.objects.filter(pk__in=[file.pk, other.pk], status=Status.NIB_REQUESTED)
    assert waiting.count() == 2  # two files fit: a person chooses


def test_only_the_poll_submits(real: Bridge) -> None:
    file, done = pulled(real)
    assert "oss.go.id" in why_not(file, Step.SUBMIT, real.people.actor("budi"))
    real.oss.oss.fulfil(cases.files(done).model_copy(update={"files": sent([real.lay_file("U1")])}))
    assert real.poll(file).word == Status.SUBMITTED
    assert [line.state for line in real.carry()] == ["done"] * OutboxMessage.objects.filter(channel="oss").count()


def test_a_signed_file_is_served_byte_for_byte(real: Bridge) -> None:
    file = issued(real)
    url = real.lay_file("U7")
    assert inward.take_file(FilePush(licence_id=file.id_izin, nib="", url=url)) == []
    real.work(fetching.FETCH)
    paper = Document.objects.get()
    assert (paper.kind, paper.status, paper.is_simulation) == ("sertifikat_standar", DocumentStatus.VALID, False)
    assert (paper.number, paper.certificate_status) == (file.permit_number, CertificateStatus.VERIFIED)
    assert paper.file is not None
    with store.open_original(paper.file) as kept:
        assert kept.read() == real.oss.books.files["U7"].data
    assert SignedFile.objects.get().sha256 == paper.sha256
    real.work(fetching.FETCH)
    assert Document.objects.count() == 1


def test_a_file_signed_anew_supersedes_the_old_one(real: Bridge) -> None:
    file = issued(real)
    for name in ("U8", "U9"):
        fetching.remember(file, real.lay_file(name))
        real.work(fetching.FETCH)
    states = list(Document.objects.order_by("id").values_list("status", "revision"))
    assert states == [("superseded", 0), ("valid", 1)]


def test_the_nibs_own_file_is_the_nib(real: Bridge) -> None:
    file, _done = pulled(real)
    assert file.nib is not None
    assert inward.take_file(FilePush(licence_id=file.nib.id_izin, nib="", url=real.lay_file("U10"))) == []
    real.work(fetching.FETCH)
    paper = Document.objects.get()
    assert (paper.kind, paper.number) == (DocumentKind.NIB, file.nib.number)


def test_a_paper_that_comes_before_the_number_waits_for_it(real: Bridge) -> None:
    file, done = pulled(real)
    real.oss.books.permits[done.licence_id].code = "50"
    fetching.remember(file, real.lay_file("U11"))
    real.work(fetching.FETCH)
    assert not Document.objects.exists()
    assert DueTask.objects.get(kind=fetching.FETCH).state == "pending"


@pytest.mark.parametrize("what", ["html", "foreign host"])
def test_what_is_no_paper_of_oss_is_never_served(real: Bridge, what: str) -> None:
    file = issued(real)
    url = real.lay_file("U12", b"<html>maaf</html>") if what == "html" else "https://jahat.example/file.pdf"
    fetching.remember(file, url)
    real.work(fetching.FETCH)
    assert not Document.objects.exists()
    assert DueTask.objects.get(kind=fetching.FETCH).state == "dead"
    file.refresh_from_db()
    assert "tidak dapat diambil" in file.problem


def test_without_a_push_the_file_is_asked_for(real: Bridge) -> None:
    file = issued(real)
    url = real.lay_file("U13")
    real.oss.books.permits[file.id_izin].file_id = "U13"
    fetching.seek_soon(file)
    real.work(fetching.SEEK)
    assert list(SignedFile.objects.values_list("url", flat=True)) == [url]
    real.work(fetching.FETCH)
    assert Document.objects.get(kind="sertifikat_standar").status == DocumentStatus.VALID


@pytest.mark.parametrize("kind", sorted(OF_OSS))
def test_the_five_templates_of_oss_are_out_of_reach(real: Bridge, kind: str) -> None:
    with pytest.raises(OnlyOss):
        draw(kind, {}, mode="oss")


def test_nothing_but_the_receipt_is_planned(real: Bridge) -> None:
    file = issued(real)
    publish.after_nib(file)
    publish.after_issue(file)
    assert not Document.objects.exists()


def test_in_simulation_a_signed_file_is_recorded_and_never_published(bridge: Bridge) -> None:
    file = bridge.fulfilling()
    before = Document.objects.count()
    inward.take_file(FilePush(licence_id=file.id_izin, nib="", url=f"{FILE_BASE}/file/download/U1"))
    bridge.work(fetching.FETCH, fetching.SEEK)
    assert SignedFile.objects.get().fetched_at is None
    assert Document.objects.count() == before
    assert not DueTask.objects.filter(kind=fetching.FETCH).exists()
