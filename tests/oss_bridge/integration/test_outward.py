"""Each step of ours and the codes that OSS hears of it, in order; the issue and its number."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actors import Actor
from foundation.journal import book
from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from licensing.actions import check, correct, decide, outcome, submit, verify
from licensing.models import Application, Document
from licensing.terms import CertificateStatus, DocumentKind, Status, Verdict
from oss_bridge.models import OssView
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssUnavailable, OssUnknownOutcome
from tests.factories.files import show_everything, stored
from tests.licensing.table import GROUND, ground
from tests.oss_bridge.integration.bridge import Bridge


class Desk:
    """The people of the file, act by act; OSS hears after each."""

    def __init__(self, bridge: Bridge) -> None:
        self.bridge, self.file = bridge, bridge.fulfilling()

    def who(self, name: str) -> Actor:
        return self.bridge.people.actor(name)

    def then(self, act: Any, *words: Any, **more: Any) -> "Desk":
        self.file.refresh_from_db()
        act(self.file, *words, **more)
        self.bridge.carry()
        self.file.refresh_from_db()
        return self

    def submit(self) -> "Desk":
        show_everything(self.file)
        return self.then(submit.send, actor=self.who("budi"))

    def verifying(self) -> "Desk":
        return self.submit().then(check.complete, actor=self.who("dedi")).then(verify.claim, actor=self.who("sari"))

    def judge(self, verdict: Verdict) -> "Desk":
        for line in self.file.requirements.all():
            verify.assess(line, verdict, actor=self.who("sari"), note="catatan")
        return self

    def ask(self, *, afresh: bool = False) -> "Desk":
        self.judge(Verdict.REPAIR)
        return self.then(verify.ask_correction, actor=self.who("sari"), afresh=afresh, note="perbaiki")

    def answer(self) -> "Desk":
        show_everything(self.file)
        return self.then(correct.correct, actor=self.who("budi"))

    def approve(self, **more: Any) -> "Desk":
        self.judge(Verdict.MEETS)
        return self.then(verify.approve, actor=self.who("sari"), **more)

    def reject(self) -> "Desk":
        ground()
        self.judge(Verdict.FAILS)
        return self.then(verify.reject, actor=self.who("sari"), note="tidak sesuai", ground=GROUND)

    @property
    def codes(self) -> list[str]:
        return self.bridge.codes(self.file)


@pytest.fixture
def desk(bridge: Bridge) -> Desk:
    return Desk(bridge)


def letters(kind: str, file: Application, user_id: int) -> int:
    """How many letters of this kind one person got."""
    return InboxItem.objects.filter(template=kind, about=file.subject, user_id=user_id).count()


def test_the_straight_way_is_09_10_20_45_50(desk: Desk) -> None:
    desk.verifying().approve().then(decide.issue, actor=desk.who("kadis"))
    assert desk.codes == ["12", "09", "10", "20", "45", "50"]
    assert desk.file.word == Status.ISSUED
    assert desk.file.nib is not None
    assert desk.file.permit_number == f"{desk.file.nib.number}0001"
    verified = Document.objects.get(kind=DocumentKind.SERTIFIKAT_STANDAR, status="preparing")
    assert (verified.certificate_status, verified.number) == (CertificateStatus.VERIFIED, desk.file.permit_number)


def test_incomplete_is_11_and_its_answer_09(desk: Desk) -> None:
    desk.submit()
    line = desk.file.requirements.first()
    assert line is not None
    desk.then(check.incomplete, {line.pk: "kurang"}, actor=desk.who("dedi"), note="kurang")
    show_everything(desk.file)
    desk.then(submit.supply, actor=desk.who("budi"))
    assert desk.codes == ["12", "09", "11", "09"]


def test_a_second_correction_is_preceded_by_20(desk: Desk) -> None:
    desk.verifying().ask().answer().ask(afresh=True).answer().approve()
    assert desk.codes == ["12", "09", "10", "20", "41", "42", "20", "43", "44", "45"]


def test_a_visit_is_40(desk: Desk) -> None:
    desk.verifying().then(verify.plan_visit, actor=desk.who("sari"), on=timezone.localdate())
    desk.approve()
    assert desk.codes[-3:] == ["20", "40", "45"]


def test_after_the_applicants_silence_93_is_preceded_by_20(desk: Desk) -> None:
    desk.verifying().ask()
    yesterday = timezone.localdate() - timedelta(days=1)
    Application.objects.filter(pk=desk.file.pk).update(applicant_due_on=yesterday)
    desk.then(correct.lapse).reject()
    assert desk.codes[-3:] == ["41", "20", "93"]


@pytest.mark.parametrize(
    ("first", "second", "codes"), [("reject", "approve", ["93", "45"]), ("approve", "reject", ["45", "93"])]
)
def test_after_the_heads_return_the_other_verdict_goes_out(
    desk: Desk, first: str, second: str, codes: list[str]
) -> None:
    getattr(desk.verifying(), first)()
    desk.then(decide.send_back, actor=desk.who("kadis"), note="periksa lagi")
    getattr(desk, second)()
    assert desk.codes[-2:] == codes
    assert not OutboxMessage.objects.filter(channel="oss").exclude(state="done").exists()


def test_an_approval_carries_the_agencys_letter_as_an_expiring_address(desk: Desk) -> None:
    letter = stored(desk.file.subject, name="surat.pdf")
    desk.verifying().approve(letter=letter)
    said = [tree["IZINSTATUS"] for name, tree in desk.bridge.oss.calls if name == "receiveLicenseStatus"][-1]
    assert said["kd_status"] == "45"
    answer = desk.bridge.http.get(said["file_lampiran"].removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code in {200, 404}  # the row has no bytes; the address itself is ours and signed
    assert letter.public_id in said["file_lampiran"]


def test_only_the_approval_carries_a_file(desk: Desk) -> None:
    desk.verifying()
    trees = [tree["IZINSTATUS"] for name, tree in desk.bridge.oss.calls if name == "receiveLicenseStatus"]
    assert [tree["kd_status"] for tree in trees] == ["10", "20"]
    assert not any(tree["file_lampiran"] for tree in trees)


def test_an_outage_keeps_the_order_and_loses_nothing(desk: Desk) -> None:
    desk.bridge.oss.next_troubles.append(OssUnavailable("mati"))
    desk.submit()
    check.complete(desk.file, actor=desk.who("dedi"))
    first = OutboxMessage.objects.filter(channel="oss", state="pending").order_by("id").first()
    assert first is not None
    assert first.kind == "step.submit"
    desk.bridge.carry()
    desk.bridge.carry()
    assert desk.codes == ["12", "09", "10"]


def test_a_refused_key_waits_for_a_person_and_loses_nothing(desk: Desk) -> None:
    desk.bridge.oss.next_troubles.append(OssKeyRefused("401"))
    desk.submit()
    assert OutboxMessage.objects.get(channel="oss", kind="step.submit").last_class == "auth"


class TestIssue:
    """IZINFINAL."""

    def approved(self, desk: Desk) -> Desk:
        desk.verifying().approve()
        decide.issue(desk.file, actor=desk.who("kadis"))
        return desk

    def test_an_unknown_outcome_rests_then_looks_and_takes_the_same_number(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.approved(desk)
        true_issue = desk.bridge.oss.issue

        def lost(decision: Any) -> Any:
            true_issue(decision)
            raise OssUnknownOutcome("jawaban hilang")

        monkeypatch.setattr(desk.bridge.oss, "issue", lost)
        line = desk.bridge.carry()[-1]
        assert (line.state, line.last_class) == ("pending", "unknown")
        assert line.next_at - timezone.now() > timedelta(seconds=25)
        assert Application.objects.get(pk=desk.file.pk).word == Status.ISSUING
        desk.bridge.carry()  # `lost` would raise again: the look-up must have answered
        file = Application.objects.get(pk=desk.file.pk)
        assert file.word == Status.ISSUED
        assert file.permit_number.endswith("0001")
        assert [name for name, _tree in desk.bridge.oss.calls].count("receiveLicense") == 1

    def test_a_refusal_for_good_goes_back_to_the_head_with_the_reason(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.approved(desk)

        def refuse(_decision: Any) -> Any:
            raise OssRefused(400, "nip_ttd tidak terdaftar")

        monkeypatch.setattr(desk.bridge.oss, "issue", refuse)
        line = desk.bridge.carry()[-1]
        file = Application.objects.get(pk=desk.file.pk)
        assert (line.state, file.word, file.problem) == ("done", Status.APPROVED, "nip_ttd tidak terdaftar")
        assert file.signed_by is None
        monkeypatch.undo()

    def test_57_that_was_faster_stands_as_57(self, desk: Desk) -> None:
        self.approved(desk)
        desk.bridge.oss.oss.expire(desk.file.id_izin)
        desk.bridge.carry()
        file = desk.bridge.poll(Application.objects.get(pk=desk.file.pk))
        assert (file.word, file.permit_number != "") == (Status.ISSUED_BY_EXPIRY, True)
        assert "receiveLicense" not in [name for name, _tree in desk.bridge.oss.calls]

    def test_the_applicant_hears_of_the_issue_once(self, desk: Desk) -> None:
        self.approved(desk).bridge.carry()
        desk.bridge.poll(desk.file)
        assert letters("issued", desk.file, desk.bridge.people.budi.pk) == 1


class TestRefusal:
    """90."""

    def refused(self, desk: Desk) -> Desk:
        desk.verifying().reject()
        decide.refuse(desk.file, actor=desk.who("kadis"), note="tidak memenuhi syarat", ground=GROUND)
        return desk

    def test_the_applicant_is_told_when_oss_has_taken_the_90_and_once(self, desk: Desk) -> None:
        self.refused(desk)
        budi = desk.bridge.people.budi.pk
        assert letters("refused", desk.file, budi) == 0
        desk.bridge.carry()
        assert desk.codes[-2:] == ["93", "90"]
        told = letters("refused", desk.file, budi)
        assert told == 1
        outcome.refusal_taken(Application.objects.get(pk=desk.file.pk))
        assert letters("refused", desk.file, budi) == told

    def test_a_57_before_our_90_is_an_alarm_and_nobody_is_told_of_a_refusal(self, desk: Desk) -> None:
        self.refused(desk)
        desk.bridge.oss.oss.expire(desk.file.id_izin)
        desk.bridge.carry()
        file = Application.objects.get(pk=desk.file.pk)
        assert "57" in file.problem
        assert "57" in OssView.objects.get(application=file).difference
        assert letters("refused", file, desk.bridge.people.budi.pk) == 0
        alarms = [entry for entry in book.of(file.subject) if entry.kind == "application.alarm"]
        assert len(alarms) == 1


def test_our_letters_to_oss_hold_no_personal_number(desk: Desk) -> None:
    desk.verifying().approve()
    said = json.dumps([tree for name, tree in desk.bridge.oss.calls if name == "receiveLicenseStatus"])
    assert desk.file.holder is not None
    assert desk.file.holder.nik not in said
