"""Kirim and completeness: one receipt a submission, a changed checklist shown first, 10 and 11."""

from datetime import date
from typing import Any

import pytest
import time_machine

from accounts.actors import OSS, SYSTEM
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing.actions import attach, check, submit
from licensing.catalogue.models import RequirementItem, RiskRow, Scope
from licensing.models import Application, Document
from licensing.terms import Authority, DocumentStatus, LicenceType, Risk, Status, Verdict
from licensing.workflow import Refused
from tests.factories.drafts import answers, offered
from tests.factories.files import show_everything, stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def uploading(people: Town, scope: Scope, **columns: Any) -> Application:
    """A file of Pak Budi after its NIB, every paper shown."""
    row = RiskRow.objects.get(scope=scope)
    file = standing_at(Status.FULFILLING, people, row=row, answers=answers(scope), **columns)
    show_everything(file)
    return file


def receipts(file: Application) -> list[Document]:
    return list(file.documents.filter(kind="receipt").order_by("id"))


@time_machine.travel("2026-11-23 10:00 +0700", tick=False)
def test_sending_promises_the_completeness_day_and_the_row_s_days_after_it(people: Town, training: Scope) -> None:
    file = submit.submit(uploading(people, training), actor=people.actor("budi"))
    assert (file.word, file.completeness_due_on, file.overall_due_on) == (
        Status.SUBMITTED, date(2026, 11, 24), date(2026, 12, 1),
    )  # fmt: skip
    assert not file.requirements.filter(is_open=True).exists(), "nothing can be changed while it is checked"
    receipt = receipts(file)[0].snapshot
    assert (receipt["promised_on"], receipt["completeness_days"], receipt["technical_days"]) == ("2026-12-01", 1, 5)
    assert [row["file_name"] for row in receipt["items"]] == [
        line.evidence.get().file.original_name for line in file.requirements.all()
    ]


def test_sent_twice_there_is_one_receipt_and_each_letter_once(people: Town, training: Scope) -> None:
    file = uploading(people, training)
    twin = Application.objects.get(pk=file.pk)
    submit.submit(file, actor=people.actor("budi"))
    with pytest.raises(Refused):
        submit.submit(twin, actor=people.actor("budi"))
    assert len(receipts(file)) == 1
    assert OutboxMessage.objects.filter(channel="oss").count() == 1
    assert OutboxMessage.objects.filter(channel="message", kind="submitted").count() == 2, "one e-mail, one WhatsApp"


def test_a_checklist_that_changed_is_shown_first_and_keeps_what_still_counts(people: Town, training: Scope) -> None:
    file = uploading(people, training)
    RequirementItem.objects.filter(number=1).update(text="CV dan ijazah penanggung jawab")
    with pytest.raises(submit.ChecklistChanged, match="Daftar persyaratan berubah"):
        submit.submit(file, actor=people.actor("budi"))
    file.refresh_from_db()
    assert (file.word, file.version) == (Status.FULFILLING, 0)
    shown = {line.text: line.evidence.count() for line in file.requirements.filter(retired_at=None)}
    assert shown == {"CV dan ijazah penanggung jawab": 0, "Profil lembaga": 1}
    with pytest.raises(Refused, match="1 dokumen belum diunggah, antara lain: CV dan ijazah"):
        submit.submit(file, actor=people.actor("budi"))
    line = file.requirements.get(text__startswith="CV dan ijazah")
    attach.put(line, stored(file.subject, name="baru.pdf"), actor=people.actor("budi"))
    assert submit.submit(file, actor=people.actor("budi")).word == Status.SUBMITTED


def test_a_row_that_only_got_another_number_of_days_is_frozen_anew_without_a_detour(
    people: Town, training: Scope
) -> None:
    file = uploading(people, training)
    RiskRow.objects.filter(scope=training).update(effective_to=date(2026, 1, 2))
    newer = RiskRow.objects.get(scope=training)
    newer.pk, newer.days, newer.effective_to = None, 9, None
    newer.save()
    newer.authorities.create(number=1, parameter="Seluruh", authority=Authority.REGENT)
    submit.submit(file, actor=people.actor("budi"))
    assert (file.word, file.working_days, file.risk_row) == (Status.SUBMITTED, 9, newer)


def test_an_activity_that_is_no_longer_offered_is_said(people: Town, training: Scope) -> None:
    file = uploading(people, training)
    RiskRow.objects.filter(scope=training).update(effective_to=date(2026, 1, 2))
    with pytest.raises(Refused, match="tidak lagi ditawarkan"):
        submit.submit(file, actor=people.actor("budi"))


def test_a_stranger_changes_nothing_by_trying_to_send(people: Town, training: Scope) -> None:
    file = uploading(people, training)
    RequirementItem.objects.filter(number=1).update(text="Lain")
    with pytest.raises(Refused, match="bukan milik Anda"):
        submit.submit(file, actor=people.actor("rina"))
    assert file.requirements.filter(retired_at=None, text="CV penanggung jawab").exists()


def test_where_another_authority_decides_it_is_handed_over_with_a_receipt(people: Town) -> None:
    scope = offered("78105", "Job portal", Risk.MEDIUM_HIGH, decided_by=Authority.MINISTER)
    file = uploading(people, scope, is_ours=False, authority=Authority.MINISTER, agency=None)
    submit.submit(file, actor=people.actor("budi"))
    assert (file.word, file.completeness_due_on) == (Status.ACCOMPANIED, None)
    assert file.overall_due_on is not None
    assert receipts(file)[0].snapshot["decides"] == "Menteri/Kepala Badan"


def test_a_row_without_days_promises_no_day(people: Town, training: Scope) -> None:
    RiskRow.objects.update(days=None)
    file = uploading(people, training, working_days=None)
    submit.submit(file, actor=people.actor("budi"))
    assert file.overall_due_on is None
    assert receipts(file)[0].snapshot["promised_on"] == ""
    check.complete(file, actor=people.actor("dedi"))
    assert file.technical_due_on is None


def test_a_low_risk_receipt_names_the_nib_once(people: Town, training: Scope) -> None:
    low = uploading(people, training, licence_type=LicenceType.NIB)
    submit.send(low, actor=OSS)
    assert receipts(low)[0].snapshot["product"] == "NIB"
    usual = uploading(people, training, number="PB-2026-000002")
    submit.send(usual, actor=OSS)
    assert receipts(usual)[0].snapshot["product"] == "NIB dan Sertifikat Standar"


# -- 10 and 11 -------------------------------------------------------------------------------


@time_machine.travel("2026-11-23 16:00 +0700", tick=False)
def test_complete_starts_the_technical_promise_which_is_journalled_and_told(people: Town, training: Scope) -> None:
    file = standing_at(Status.SUBMITTED, people)
    check.complete(file, actor=people.actor("dedi"))
    assert (file.word, file.technical_due_on, file.overall_due_on) == (
        Status.COMPLETE, date(2026, 11, 30), date(2026, 11, 30),
    )  # fmt: skip
    assert file.completeness_due_on is None
    assert book.of(file.subject).get().data["technical_due_on"] == "2026-11-30"
    told = OutboxMessage.objects.filter(channel="message", kind="complete").first()
    assert told is not None
    assert "30 November 2026" in told.payload["body"]


def test_incomplete_opens_only_the_named_lines_and_stops_the_clock(people: Town, training: Scope) -> None:
    file = submit.submit(uploading(people, training), actor=people.actor("budi"))
    first, second = file.requirements.order_by("number")
    check.incomplete(file, {first.pk: "Scan terpotong"}, actor=people.actor("dedi"), note="Satu dokumen kurang.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_open, first.verdict, first.verdict_note) == (True, Verdict.REPAIR, "Scan terpotong")
    assert (second.is_open, second.verdict) == (False, "")
    assert (file.word, file.overall_due_on, file.completeness_due_on) == (Status.INCOMPLETE, None, None)
    assert file.applicant_due_on is not None
    with pytest.raises(Refused, match="1 dokumen belum diunggah"):
        submit.submit(file, actor=people.actor("budi"))
    with pytest.raises(Refused, match="sudah diterima"):
        attach.check_open(file.requirements.get(pk=second.pk), people.actor("budi"))
    attach.put(first, stored(file.subject, name="utuh.pdf"), actor=people.actor("budi"))
    submit.submit(file, actor=people.actor("budi"))
    first.refresh_from_db()
    assert (file.word, first.verdict, first.is_open, file.applicant_due_on) == (Status.SUBMITTED, "", False, None)
    assert [paper.status for paper in receipts(file)] == [DocumentStatus.SUPERSEDED, DocumentStatus.PREPARING]


def test_incomplete_names_a_line_of_this_file(people: Town, training: Scope) -> None:
    file = standing_at(Status.SUBMITTED, people)
    other = standing_at(Status.SUBMITTED, people, number="PB-2026-000002").requirements.first()
    assert other is not None
    with pytest.raises(Refused, match="Pilih sedikitnya satu dokumen"):
        check.incomplete(file, {}, actor=people.actor("dedi"), note="x")
    with pytest.raises(Refused, match="bukan bagian permohonan ini"):
        check.incomplete(file, {other.pk: "x"}, actor=people.actor("dedi"), note="x")


def test_a_refused_completeness_check_leaves_the_lines_as_they_were(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people)
    show_everything(file)
    line = file.requirements.first()
    assert line is not None
    with pytest.raises(Refused, match="Peran Anda"):
        check.incomplete(file, {line.pk: "x"}, actor=people.actor("sari"), note="x")
    line.refresh_from_db()
    assert (line.verdict, line.evidence.filter(replaced_at=None).count()) == ("", 1)


def test_back_office_routes_before_completeness_only(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people, agency=None)
    check.route(file, people.naker, actor=people.actor("dedi"), note="KBLI pelatihan")
    assert file.agency == people.naker
    assert book.of(file.subject).get().data == {"agency": "naker"}
    check.complete(file, actor=people.actor("dedi"))
    with pytest.raises(Refused, match="sebelum berkas dinyatakan lengkap"):
        check.route(file, people.dinkes, actor=people.actor("dedi"), note="x")


@pytest.mark.parametrize("who", ["sari", "budi", "auditor", "kadis", "wulan"])
def test_nobody_else_routes_a_file(who: str, people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people)
    with pytest.raises(Refused, match="Peran Anda"):
        check.route(file, people.dinkes, actor=people.actor(who), note="x")
    file.refresh_from_db()
    assert file.agency == people.naker


def test_a_machine_does_not_declare_a_file_complete(people: Town) -> None:
    for machine in (OSS, SYSTEM):
        with pytest.raises(Refused):
            check.complete(standing_at(Status.SUBMITTED, people, number=f"PB-{machine.name}"), actor=machine)
