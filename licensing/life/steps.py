"""The steps that an application can take, as words, and the table that orders them.

One row a step: from which statuses, to which status, who may take it (a power), what it needs, which
clock it moves, whether OSS is told, which letter goes to people. ``workflow.advance`` reads this table and
nothing else decides. docs/workflow.md is drawn from it.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Power
from licensing.terms import Status

S = Status


class Step(models.TextChoices):
    """An act on a file; the label is the button."""

    REQUEST_NIB = "request_nib", _("Ajukan NIB")
    DENY_NIB = "deny_nib", _("Catat penolakan OSS")
    RECEIVE_NIB = "receive_nib", _("Catat NIB, lanjut unggah persyaratan")
    RECEIVE_FINAL_NIB = "receive_final_nib", _("Catat NIB, perizinan selesai")
    SUBMIT = "submit", _("Kirim permohonan")
    HAND_OVER = "hand_over", _("Kirim ke instansi yang berwenang")
    FIND_COMPLETE = "find_complete", _("Nyatakan lengkap")
    FIND_INCOMPLETE = "find_incomplete", _("Kembalikan untuk dilengkapi")
    SUPPLY = "supply", _("Kirim kelengkapan")
    CLAIM = "claim", _("Ambil untuk diperiksa")
    TAKE_OVER = "take_over", _("Ambil alih pemeriksaan")
    TAKE_OVER_VISIT = "take_over_visit", _("Ambil alih peninjauan")
    PLAN_VISIT = "plan_visit", _("Jadwalkan peninjauan lapangan")
    ASK_CORRECTION = "ask_correction", _("Minta perbaikan (batas waktu dijeda)")
    ASK_AFRESH = "ask_afresh", _("Minta perbaikan (batas waktu diulang)")
    CORRECT = "correct", _("Kirim perbaikan")
    CORRECT_AFRESH = "correct_afresh", _("Kirim perbaikan lengkap")
    LAPSE = "lapse", _("Lanjutkan tanpa tanggapan pemohon")
    APPROVE = "approve", _("Setujui secara teknis")
    REJECT = "reject", _("Tidak setujui secara teknis")
    SEND_BACK = "send_back", _("Kembalikan ke dinas teknis")
    ISSUE = "issue", _("Terbitkan")
    CONFIRM_ISSUE = "confirm_issue", _("Catat nomor dari OSS")
    UNDO_ISSUE = "undo_issue", _("Catat penolakan penerbitan oleh OSS")
    REFUSE = "refuse", _("Tolak permohonan")
    EXPIRE = "expire", _("Catat terbit otomatis (57)")
    WITHDRAW = "withdraw", _("Batalkan permohonan")
    ASK_ELSEWHERE = "ask_elsewhere", _("Catat permintaan instansi lain")
    SUPPLY_ELSEWHERE = "supply_elsewhere", _("Kirim perbaikan ke instansi lain")
    GRANT_ELSEWHERE = "grant_elsewhere", _("Catat terbit oleh instansi lain")
    REFUSE_ELSEWHERE = "refuse_elsewhere", _("Catat penolakan instansi lain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table.

    ``needs`` names what must be present: ``note`` (a sentence), ``ground`` (a coded legal ground), ``statements``,
    ``evidence``, ``verdicts`` (every requirement judged), ``all_meet``, ``faulty`` (at least one to repair),
    ``number`` (a number from OSS), ``from_oss`` (OSS itself says so), ``ours`` (the verdict lies with this office),
    ``elsewhere`` (it does not), ``renewed`` (a newer paper than the one that another authority has seen),
    ``rounds`` (a correction round is left), ``portal`` (mastered here), ``simulated`` (the applicant acts here
    only while OSS is the mock). ``tells_oss``: a message to OSS is written. ``letter``: the news to people.
    """

    step: Step
    sources: frozenset[Status]
    target: Status
    by: frozenset[Power]
    needs: frozenset[str] = field(default_factory=frozenset)
    tells_oss: bool = False
    letter: str = ""
    clock: str = ""  # what happens to the promise: start, pause, resume, restart, stop, end


def rule(
    step: Step,
    sources: set[Status],
    target: Status,
    by: set[Power],
    *needs: str,
    tells_oss: bool = False,
    letter: str = "",
    clock: str = "",
) -> tuple[Step, Rule]:
    """A row of the table, written shortly."""
    return step, Rule(
        step=step,
        sources=frozenset(sources),
        target=target,
        by=frozenset(by),
        needs=frozenset(needs),
        tells_oss=tells_oss,
        letter=letter,
        clock=clock,
    )


FILE, CHECK, REVIEW, DECIDE, TELL = Power.FILE, Power.CHECK, Power.REVIEW, Power.DECIDE, Power.TELL
JUDGED = {S.VERIFYING, S.SITE_VISIT}
RUNNING = {
    S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET,
    S.APPROVED, S.REJECTED, S.ISSUING, S.WITHDRAWN, S.ACCOMPANIED,
}  # fmt: skip
WITHDRAWABLE = {
    S.DRAFT, S.NIB_REQUESTED, S.FULFILLING, S.SUBMITTED, S.INCOMPLETE, S.COMPLETE, S.VERIFYING,
    S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET, S.APPROVED, S.REJECTED,
}  # fmt: skip

RULES: dict[Step, Rule] = dict(
    [
        rule(Step.REQUEST_NIB, {S.DRAFT}, S.NIB_REQUESTED, {FILE}, "statements", "portal", tells_oss=True),
        rule(Step.DENY_NIB, {S.NIB_REQUESTED}, S.DRAFT, {TELL}, "note", letter="nib_denied"),
        rule(Step.RECEIVE_NIB, {S.NIB_REQUESTED}, S.FULFILLING, {TELL}, "verified", letter="nib_issued"),
        rule(Step.RECEIVE_FINAL_NIB, {S.NIB_REQUESTED}, S.ISSUED, {TELL}, "automatic", letter="nib_issued"),
        rule(Step.SUBMIT, {S.FULFILLING}, S.SUBMITTED, {FILE, TELL}, "evidence", "ours", "portal", "simulated",
             tells_oss=True, letter="submitted", clock="completeness"),
        rule(Step.HAND_OVER, {S.FULFILLING}, S.ACCOMPANIED, {FILE, TELL}, "evidence", "elsewhere", "portal",
             "simulated", tells_oss=True, letter="submitted"),
        rule(Step.FIND_COMPLETE, {S.SUBMITTED}, S.COMPLETE, {CHECK}, "ours", "agency",
             tells_oss=True, letter="complete", clock="start"),
        rule(Step.FIND_INCOMPLETE, {S.SUBMITTED}, S.INCOMPLETE, {CHECK}, "ours", "note",
             tells_oss=True, letter="incomplete", clock="stop"),
        rule(Step.SUPPLY, {S.INCOMPLETE}, S.SUBMITTED, {FILE, TELL}, "evidence", "portal", "simulated",
             tells_oss=True, letter="submitted", clock="completeness"),
        rule(Step.CLAIM, {S.COMPLETE}, S.VERIFYING, {REVIEW}, "ours", tells_oss=True, letter="verifying"),
        rule(Step.TAKE_OVER, {S.VERIFYING}, S.VERIFYING, {REVIEW}, "ours", "note", "other_reviewer"),
        rule(Step.TAKE_OVER_VISIT, {S.SITE_VISIT}, S.SITE_VISIT, {REVIEW}, "ours", "note", "other_reviewer"),
        rule(Step.PLAN_VISIT, {S.VERIFYING}, S.SITE_VISIT, {REVIEW}, "ours", "mine", "visit",
             tells_oss=True, letter="site_visit"),
        rule(Step.ASK_CORRECTION, JUDGED, S.CORRECTION, {REVIEW}, "ours", "mine", "verdicts", "faulty", "rounds",
             tells_oss=True, letter="correction", clock="pause"),
        rule(Step.ASK_AFRESH, JUDGED, S.CORRECTION_RESET, {REVIEW}, "ours", "mine", "verdicts", "faulty", "rounds",
             "note", tells_oss=True, letter="correction_reset", clock="pause"),
        rule(Step.CORRECT, {S.CORRECTION}, S.VERIFYING, {FILE, TELL}, "mended", "portal", "simulated",
             tells_oss=True, letter="resubmitted", clock="resume"),
        rule(Step.CORRECT_AFRESH, {S.CORRECTION_RESET}, S.VERIFYING, {FILE, TELL}, "mended", "portal", "simulated",
             tells_oss=True, letter="resubmitted", clock="restart"),
        rule(Step.LAPSE, {S.CORRECTION, S.CORRECTION_RESET}, S.VERIFYING, {TELL}, "note", "late_answer",
             letter="lapsed", clock="resume"),
        rule(Step.APPROVE, JUDGED, S.APPROVED, {REVIEW}, "ours", "mine", "verdicts", "all_meet",
             tells_oss=True, letter="approved", clock="technical_end"),
        rule(Step.REJECT, JUDGED, S.REJECTED, {REVIEW}, "ours", "mine", "verdicts", "note", "ground",
             tells_oss=True, letter="rejected", clock="technical_end"),
        rule(Step.SEND_BACK, {S.APPROVED, S.REJECTED}, S.VERIFYING, {DECIDE}, "ours", "note", letter="sent_back"),
        rule(Step.ISSUE, {S.APPROVED}, S.ISSUING, {DECIDE}, "ours", "other_person", tells_oss=True),
        rule(Step.CONFIRM_ISSUE, {S.ISSUING}, S.ISSUED, {TELL}, "number", letter="issued", clock="end"),
        rule(Step.UNDO_ISSUE, {S.ISSUING}, S.APPROVED, {TELL}, "note"),
        rule(Step.REFUSE, {S.REJECTED, S.APPROVED}, S.REFUSED, {DECIDE}, "ours", "other_person", "note", "ground",
             tells_oss=True, clock="end"),
        rule(Step.EXPIRE, RUNNING - {S.WITHDRAWN}, S.ISSUED_BY_EXPIRY, {TELL}, "from_oss",
             letter="issued_by_expiry", clock="end"),
        rule(Step.WITHDRAW, WITHDRAWABLE, S.WITHDRAWN, {FILE}, letter="withdrawn", clock="end"),
        rule(Step.ASK_ELSEWHERE, {S.ACCOMPANIED}, S.ACCOMPANIED, {TELL}, "elsewhere", letter="accompanied_update"),
        rule(Step.SUPPLY_ELSEWHERE, {S.ACCOMPANIED}, S.ACCOMPANIED, {FILE}, "elsewhere", "asked", "renewed",
             "simulated", tells_oss=True, letter="resubmitted"),
        rule(Step.GRANT_ELSEWHERE, {S.ACCOMPANIED}, S.ISSUED, {TELL}, "elsewhere", "number", letter="issued",
             clock="end"),
        rule(Step.REFUSE_ELSEWHERE, {S.ACCOMPANIED}, S.REFUSED, {TELL}, "elsewhere", letter="refused", clock="end"),
    ]
)  # fmt: skip

NEEDS_WORDS: dict[str, str | Promise] = {
    "note": _("Tulis alasan dalam satu kalimat atau lebih."),
    "ground": _("Pilih dasar hukum penolakan."),
    "number": _("Nomor dari OSS belum ada."),
    "visit": _("Pilih tanggal peninjauan."),
}
