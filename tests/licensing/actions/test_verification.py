"""The agency's acts and the office's decision: verdicts, corrections with their clocks, approval, refusal, return."""

from datetime import date
from typing import Any

import pytest
import time_machine

from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing.actions import attach, check, correct, decide, verify
from licensing.background import tasks
from licensing.life.steps import Step
from licensing.models import Application, Opinion, RefusalGround
from licensing.terms import Status, Verdict
from licensing.workflow import Refused, advance
from tests.factories.files import show_everything, stored
from tests.licensing.table import GROUND, ground, standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
S = Status


def at_review(people: Town, day: str = "2026-11-23", **columns: Any) -> Application:
    """Declared complete on this day at 09.00 WIB, claimed by Bu Sari."""
    with time_machine.travel(f"{day} 09:00 +0700", tick=False):
        file = standing_at(S.SUBMITTED, people, **columns)
        show_everything(file)
        file.requirements.update(is_open=False)
        check.complete(file, actor=people.actor("dedi"))
        return verify.claim(file, actor=people.actor("sari"))


def judge(file: Application, people: Town, *verdicts: Verdict, name: str = "sari") -> None:
    for line, verdict in zip(file.requirements.order_by("number"), verdicts, strict=True):
        verify.assess(line, verdict, actor=people.actor(name), note="" if verdict == Verdict.MEETS else "Buram")


def mend(file: Application, people: Town) -> None:
    """A new file for every open line."""
    for line in file.requirements.filter(is_open=True):
        attach.put(line, stored(file.subject, name=f"baru-{line.pk}.pdf"), actor=people.actor("budi"))


def asked(file: Application, people: Town, day: str, *, afresh: bool, note: str = "") -> None:
    with time_machine.travel(f"{day} 11:00 +0700", tick=False):
        judge(file, people, Verdict.REPAIR, Verdict.MEETS)
        verify.ask_correction(file, actor=people.actor("sari"), afresh=afresh, note=note)


def answered(file: Application, people: Town, day: str) -> None:
    with time_machine.travel(f"{day} 15:00 +0700", tick=False):
        mend(file, people)
        correct.correct(file, actor=people.actor("budi"))


# Complete Mon 23 Nov + 5 days = Mon 30 Nov. Asked on Thu 26 Nov: two days are spent (24, 25), three are left.


def test_a_pause_keeps_the_days_that_are_left(people: Town) -> None:
    file = at_review(people)
    assert file.technical_due_on == date(2026, 11, 30)
    asked(file, people, "2026-11-26", afresh=False)
    assert (file.word, file.technical_due_on, file.overall_due_on, file.correction_round) == (
        S.CORRECTION, None, None, 1,
    )  # fmt: skip
    assert file.applicant_due_on == date(2026, 12, 3)
    answered(file, people, "2026-12-02")
    assert (file.word, file.technical_due_on, file.overall_due_on, file.applicant_due_on) == (
        S.VERIFYING, date(2026, 12, 7), date(2026, 12, 7), None,
    )  # fmt: skip
    assert book.of(file.subject).filter(kind="application.correct").get().data["technical_due_on"] == "2026-12-07"


def test_a_reset_starts_the_days_over_and_needs_a_reason(people: Town) -> None:
    file = at_review(people)
    judge(file, people, Verdict.REPAIR, Verdict.MEETS)
    with pytest.raises(Refused, match="Tulis alasan"):
        verify.ask_correction(file, actor=people.actor("sari"), afresh=True)
    assert not file.pauses.exists(), "a refused request stops no clock"
    asked(file, people, "2026-11-26", afresh=True, note="Data pokok berubah")
    assert file.word == S.CORRECTION_RESET
    answered(file, people, "2026-12-02")
    assert file.technical_due_on == date(2026, 12, 9)


def test_two_rounds_add_up_and_a_third_is_refused(people: Town) -> None:
    file = at_review(people)
    asked(file, people, "2026-11-24", afresh=False)
    answered(file, people, "2026-11-25")  # five left: 26, 27, 30, 1, 2
    assert file.technical_due_on == date(2026, 12, 2)
    asked(file, people, "2026-11-27", afresh=False)
    answered(file, people, "2026-12-01")  # one spent (26), four left: 2, 3, 4, 7
    assert file.technical_due_on == date(2026, 12, 7)
    judge(file, people, Verdict.REPAIR, Verdict.MEETS)
    with pytest.raises(Refused, match="2 kali perbaikan sudah terpakai"):
        verify.ask_correction(file, actor=people.actor("sari"), afresh=False)


def test_only_the_faulty_line_opens_and_both_versions_are_kept(people: Town) -> None:
    file = at_review(people)
    asked(file, people, "2026-11-26", afresh=False)
    bad, good = file.requirements.order_by("number")
    assert (bad.is_open, good.is_open) == (True, False)
    with pytest.raises(Refused, match="tidak perlu diganti"):
        attach.check_open(good, people.actor("budi"))
    answered(file, people, "2026-11-27")
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.verdict, good.verdict) == ("", Verdict.MEETS), "what was found good is not judged again"
    old, new = bad.evidence.order_by("id")
    assert (old.replaced_at is not None, old.round, new.replaced_at, new.round) == (True, 0, None, 1)
    assert [(row.evidence, row.verdict, row.note) for row in bad.assessments.all()] == [(old, "repair", "Buram")]


def test_an_answer_with_the_old_paper_is_refused(people: Town) -> None:
    file = at_review(people)
    asked(file, people, "2026-11-26", afresh=False)
    with pytest.raises(Refused, match="1 dokumen belum diganti"):
        correct.correct(file, actor=people.actor("budi"))
    assert file.pauses.filter(ended_at=None).exists(), "the clock still stands"


def test_silence_gives_the_file_back_to_the_reviewer_with_its_verdicts(people: Town) -> None:
    file = at_review(people)
    asked(file, people, "2026-11-26", afresh=False)
    with time_machine.travel("2026-12-03 23:00 +0700", tick=False):
        tasks.watch_applicants()
        file.refresh_from_db()
        assert file.word == S.CORRECTION, "the last day is still theirs"
    with time_machine.travel("2026-12-04 06:00 +0700", tick=False):
        tasks.watch_applicants()
        tasks.watch_applicants()
    file.refresh_from_db()
    assert (file.word, file.technical_due_on, file.reviewer) == (S.VERIFYING, date(2026, 12, 9), people.sari)
    assert file.requirements.get(number=1).verdict == Verdict.REPAIR
    entry = book.of(file.subject).get(kind="application.lapse")
    assert (entry.note, entry.name) == ("Tidak ditanggapi pemohon sampai batas waktu.", "Sistem")


def test_only_the_claimer_judges_and_a_fault_carries_a_note(people: Town) -> None:
    file = at_review(people)
    line = file.requirements.first()
    assert line is not None
    for name, words in (("tono", "sedang diperiksa Sari Dewi"), ("hendra", "dinas teknis lain"), ("dedi", "Peran")):
        with pytest.raises(Refused, match=words):
            verify.assess(line, Verdict.MEETS, actor=people.actor(name))
    for verdict in (Verdict.REPAIR, Verdict.FAILS):
        with pytest.raises(Refused, match="Tulis catatan"):
            verify.assess(line, verdict, actor=people.actor("sari"), note="  ")
    line.refresh_from_db()
    assert (line.verdict, line.assessments.count()) == ("", 0)


def test_a_colleague_takes_over_with_a_reason_and_oss_hears_nothing(people: Town) -> None:
    file = at_review(people)
    with pytest.raises(Refused, match="Tulis alasan"):
        verify.take_over(file, actor=people.actor("tono"), note="")
    verify.take_over(file, actor=people.actor("tono"), note="Bu Sari cuti")
    assert (file.word, file.reviewer) == (S.VERIFYING, people.tono)
    judged = file.requirements.first()
    assert judged is not None
    with pytest.raises(Refused, match="Tono"):
        verify.assess(judged, Verdict.MEETS, actor=people.actor("sari"))


def test_a_colleague_takes_over_a_planned_visit_which_stays_planned(people: Town) -> None:
    file = at_review(people)
    verify.plan_visit(file, actor=people.actor("sari"), on=date(2026, 11, 27))
    messages = OutboxMessage.objects.filter(channel="oss").count()
    verify.take_over(file, actor=people.actor("tono"), note="Bu Sari sakit")
    assert (file.word, file.reviewer, file.visits.count()) == (S.SITE_VISIT, people.tono, 1)
    assert OutboxMessage.objects.filter(channel="oss").count() == messages
    judge(file, people, Verdict.MEETS, Verdict.MEETS, name="tono")
    assert verify.approve(file, actor=people.actor("tono")).word == S.APPROVED


@pytest.mark.parametrize("master", ["portal", "oss"])
def test_a_line_without_a_paper_is_not_found_in_order(people: Town, master: str) -> None:
    file = at_review(people)
    Application.objects.filter(pk=file.pk).update(master=master)
    first, second = file.requirements.all()
    first.evidence.all().delete()
    sari = people.actor("sari")
    with pytest.raises(Refused, match="Belum ada berkas"):
        verify.assess(first, Verdict.MEETS, actor=sari)
    verify.assess(first, Verdict.REPAIR, actor=sari, note="Unggah SOP")
    file.requirements.filter(pk=first.pk).update(is_required=False)
    first.refresh_from_db()
    verify.assess(first, Verdict.MEETS, actor=sari)
    with pytest.raises(Refused, match="sudah mempunyai"):
        verify.lay_to(second, second.evidence.get(), actor=sari)


def test_a_paper_that_oss_sent_as_a_line_of_its_own_is_laid_to_the_line_that_asks_for_it(people: Town) -> None:
    file = at_review(people)
    first, second = file.requirements.all()
    first.evidence.all().delete()
    shown = second.evidence.get()
    for name in ("tono", "hendra", "dedi"):
        with pytest.raises(Refused):
            verify.lay_to(first, shown, actor=people.actor(name))
    verify.lay_to(first, shown, actor=people.actor("sari"))
    assert first.evidence.get().file == shown.file
    assert verify.assess(first, Verdict.MEETS, actor=people.actor("sari")).evidence == first.evidence.get()
    other = at_review(people, number="PB-2026-000077")
    stranger = other.requirements.first()
    assert stranger is not None
    stranger.evidence.all().delete()
    with pytest.raises(Refused, match="bukan bagian"):
        verify.lay_to(stranger, shown, actor=people.actor("sari"))


def test_a_visit_runs_on_the_same_clock(people: Town) -> None:
    file = at_review(people)
    visit = verify.plan_visit(file, actor=people.actor("sari"), on=date(2026, 11, 27), note="Bawa kunci gudang")
    assert (file.word, file.technical_due_on, visit.scheduled_on) == (
        S.SITE_VISIT,
        date(2026, 11, 30),
        visit.scheduled_on,
    )
    judge(file, people, Verdict.MEETS, Verdict.MEETS)
    assert verify.approve(file, actor=people.actor("sari")).word == S.APPROVED


def test_approval_keeps_the_letter_and_ends_the_technical_clock(people: Town) -> None:
    file = at_review(people)
    judge(file, people, Verdict.MEETS, Verdict.MEETS)
    letter: StoredFile = stored(file.subject, name="surat.pdf")
    verify.approve(file, actor=people.actor("sari"), note="Layak", letter=letter)
    opinion = file.opinions.get()
    assert (opinion.kind, opinion.letter, opinion.given_by) == (Opinion.Kind.APPROVE, letter, people.sari)
    assert (file.technical_due_on, file.overall_due_on, file.decided_by) == (None, date(2026, 11, 30), people.sari)


def test_a_rejection_carries_its_ground_to_the_head_and_the_applicant(people: Town) -> None:
    ground()
    file = at_review(people)
    judge(file, people, Verdict.FAILS, Verdict.MEETS)
    verify.reject(file, actor=people.actor("sari"), note="Alamat fiktif", ground=GROUND)
    assert (file.word, file.ground_code, file.ground_note) == (S.REJECTED, GROUND, "Alamat fiktif")
    decide.refuse(file, actor=people.actor("kadis"), note="Sesuai pendapat dinas", ground=GROUND)
    assert (file.word, file.signed_by, file.ground_note) == (S.REFUSED, people.kadis, "Sesuai pendapat dinas")
    assert file.closed_at is not None


def approved(people: Town) -> Application:
    file = at_review(people)
    judge(file, people, Verdict.MEETS, Verdict.MEETS)
    return verify.approve(file, actor=people.actor("sari"))


def test_after_an_approval_the_head_refuses_only_on_a_marked_ground(people: Town) -> None:
    file = approved(people)
    allowed = RefusalGround.objects.filter(after_approval=True).values_list("code", flat=True)
    assert set(allowed) < set(RefusalGround.objects.values_list("code", flat=True))
    with pytest.raises(Refused, match="Setelah dinas teknis menyetujui"):
        decide.refuse(file, actor=people.actor("kadis"), note="x", ground="STANDAR")
    assert decide.refuse(file, actor=people.actor("kadis"), note="x", ground="DATA").word == S.REFUSED


def test_the_head_issues_and_oss_is_asked_for_the_number(people: Town) -> None:
    file = decide.issue(approved(people), actor=people.actor("kadis"))
    assert (file.word, file.signed_by, file.permit_number) == (S.ISSUING, people.kadis, "")
    kinds = set(file.documents.values_list("kind", flat=True))
    assert kinds == {"technical_letter"}, "no certificate before OSS gave its number"


def test_sent_back_the_opinion_stays_on_record_and_the_clock_runs_on(people: Town) -> None:
    file = approved(people)
    decide.send_back(file, actor=people.actor("kadis"), note="Profil lembaga kedaluwarsa")
    assert (file.word, file.decided_by, file.technical_due_on) == (S.VERIFYING, None, date(2026, 11, 30))
    assert file.opinions.get().kind == Opinion.Kind.APPROVE
    assert verify.approve(file, actor=people.actor("sari")).word == S.APPROVED
    assert file.opinions.count() == 2


def test_evidence_is_open_only_while_it_is_the_applicants_turn(people: Town) -> None:
    turns = {S.FULFILLING, S.INCOMPLETE, S.CORRECTION, S.CORRECTION_RESET}
    for number, status in enumerate(Status):
        line = standing_at(status, people, number=f"PB-{number}").requirements.first()
        assert line is not None
        try:
            attach.check_open(line, people.actor("budi"))
            opened = True
        except Refused:
            opened = False
        assert opened == (status in turns), status


def test_strangers_and_officers_attach_nothing(people: Town) -> None:
    line = standing_at(S.FULFILLING, people).requirements.first()
    assert line is not None
    for name in ("rina", "dedi", "sari", "kadis", "admin", "auditor"):
        with pytest.raises(Refused, match="hanya dapat diunggah oleh pemohon"):
            attach.check_open(line, people.actor(name))
    attach.put(line, stored("application:1"), actor=people.actor("budi"))
    attach.detach(line, actor=people.actor("wulan"))
    assert not line.evidence.filter(replaced_at=None).exists()
    assert line.evidence.count() == 1, "the version stays in the history"


def test_advance_by_hand_cannot_skip_a_verdict(people: Town) -> None:
    with pytest.raises(Refused, match="belum"):
        advance(at_review(people), Step.APPROVE, actor=people.actor("sari"))
