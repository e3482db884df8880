"""Whole stories: a file that began in OSS, and one that the Menteri decides."""

from typing import Any

import pytest

from foundation.files import store
from licensing.actions import adopt, check, correct, submit, verify
from licensing.life.steps import Step
from licensing.models import Application, Document
from licensing.terms import Authority, CertificateStatus, Master, Status, Verdict
from licensing.workflow import why_not
from oss_bridge.contract.nib import SentFile
from oss_bridge.inbound.papers import line_of
from tests.factories.files import risk_row, show_everything
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge, sent


def fresh(file: Application) -> Application:
    return Application.objects.get(pk=file.pk)


@pytest.fixture
def oss_file(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Somebody asked for a NIB at oss.go.id; the push made a file at the labour agency."""
    risk_row()
    monkeypatch.setattr(adopt.catalogue, "agency_for", lambda *_a, **_k: bridge.people.naker)
    bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    bridge.bring()
    return Application.objects.get()


def papers(file: Application) -> list[str]:
    """The file names that the reviewer sees now, line by line."""
    found = [e for line in file.requirements.order_by("number") for e in line.evidence.filter(replaced_at=None)]
    return [e.file.original_name for e in found]


def given_at_oss(bridge: Bridge, file: Application, *names: str, act: str) -> None:
    """The applicant uploads at OSS and sends."""
    files = sent([bridge.lay_file(name) for name in names])
    getattr(bridge.oss.oss, act)(cases.simulation.Fulfilment(licence_id=file.id_izin, files=files))
    bridge.bring()


@pytest.mark.parametrize(("afresh", "codes"), [(False, ["41", "42"]), (True, ["43", "44"])])
def test_an_oss_first_file_is_uploaded_judged_and_corrected_there(
    bridge: Bridge, oss_file: Application, afresh: bool, codes: list[str]
) -> None:
    sari = bridge.people.actor("sari")
    given_at_oss(bridge, oss_file, "U1", act="fulfil")
    file = bridge.poll(oss_file)
    assert (file.word, file.master) == (Status.SUBMITTED, Master.OSS)
    assert papers(file) == ["U1"]
    evidence = file.requirements.get(number=1).evidence.get()
    with store.open_original(evidence.file) as kept:
        assert kept.read() == bridge.oss.books.files["U1"].data
    check.complete(file, actor=bridge.people.actor("dedi"))
    verify.claim(file, actor=sari)
    for line in file.requirements.all():
        verify.assess(line, Verdict.REPAIR, actor=sari, note="kabur")
    file = fresh(file)
    verify.ask_correction(file, actor=sari, afresh=afresh, note="kabur")
    bridge.carry()
    assert bridge.codes(file)[-1] == codes[0]
    given_at_oss(bridge, file, "U2", act="correct")
    file = bridge.poll(fresh(file))
    assert (file.word, papers(file)) == (Status.VERIFYING, ["U2"])
    bridge.carry()
    for line in file.requirements.all():
        verify.assess(line, Verdict.MEETS, actor=sari)
    verify.approve(fresh(file), actor=sari)
    bridge.carry()
    assert bridge.codes(file) == ["12", "09", "10", "20", *codes, "45"]


def test_a_file_that_cannot_be_taken_in_is_an_alarm_and_the_file_goes_on(bridge: Bridge, oss_file: Application) -> None:
    files = sent([bridge.lay_file("U3", b"<html>bukan berkas</html>"), bridge.lay_file("U4")])
    bridge.oss.oss.fulfil(cases.simulation.Fulfilment(licence_id=oss_file.id_izin, files=files))
    file = bridge.poll(oss_file)
    assert (file.word, papers(file)) == (Status.SUBMITTED, ["U4"])
    assert "tidak dapat diambil" in fresh(file).problem


@pytest.fixture
def minister(bridge: Bridge) -> Application:
    """Bu Rina's job portal: sent on, decided by the Menteri."""
    columns: dict[str, Any] = {"authority": Authority.MINISTER, "is_ours": False, "agency": None}
    file = bridge.fulfilling(row=risk_row("78101"), **columns)
    show_everything(file)
    submit.send(file, actor=bridge.people.actor("budi"))
    bridge.carry()
    return fresh(file)


class TestMinister:
    """Nobody here gives a verdict; what the ministry does is followed."""

    def test_it_is_sent_on_and_no_local_account_may_decide(self, bridge: Bridge, minister: Application) -> None:
        assert (minister.word, bridge.codes(minister)) == (Status.ACCOMPANIED, ["12", "09"])
        for step in (Step.APPROVE, Step.REJECT, Step.ISSUE, Step.REFUSE):
            for name in ("sari", "kadis", "admin", "dedi"):
                assert why_not(minister, step, bridge.people.actor(name))

    def test_the_ministrys_yes_brings_number_and_verified_certificate(
        self, bridge: Bridge, minister: Application
    ) -> None:
        bridge.oss.oss.verify_wholly(minister.id_izin)
        file = bridge.poll(minister)
        assert file.word == Status.ISSUED
        assert file.nib is not None
        assert file.permit_number == f"{file.nib.number}0001"
        paper = Document.objects.get(kind="sertifikat_standar", status="preparing")
        assert paper.certificate_status == CertificateStatus.VERIFIED

    def test_the_ministrys_no_is_followed(self, bridge: Bridge, minister: Application) -> None:
        for code in ("10", "20", "93", "90"):
            bridge.oss.oss.decide(minister.id_izin, code)
        assert bridge.poll(minister).word == Status.REFUSED

    def test_its_request_opens_the_uploads_and_the_answer_goes_back(
        self, bridge: Bridge, minister: Application
    ) -> None:
        budi = bridge.people.actor("budi")
        assert why_not(minister, Step.SUPPLY_ELSEWHERE, budi)
        for code in ("10", "20", "41"):
            bridge.oss.oss.decide(minister.id_izin, code)
        file = bridge.poll(minister)
        assert (file.word, file.uploads_open) == (Status.ACCOMPANIED, True)
        show_everything(file)
        correct.correct(file, actor=budi)
        assert not bridge.poll(fresh(file)).uploads_open  # OSS has not heard it: its 41 is not a new request
        bridge.carry()
        assert bridge.codes(file)[-1] == "42"
        assert not bridge.poll(fresh(file)).uploads_open


def test_a_number_that_is_none_of_ours_makes_a_line_of_its_own(oss_file: Application) -> None:
    endless = SentFile(requirement_id="9" * 5000, url="", note="Denah ruang praktik")
    line = line_of(oss_file, endless)
    assert (line.text, line.source) == ("Denah ruang praktik", "OSS")
    assert line_of(oss_file, endless) == line
