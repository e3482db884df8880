"""The steps of a complaint and the table that orders them. ``complaints.workflow`` reads it; nothing else decides.

Stages a-g are the standard's (what the office has done); states say whether the dialogue runs. Steps of the
administration (e, f, g) stay open after the complainant closed the dialogue: the office owes them all the same.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.terms import Lane, Stage, State

A, B, C, D, E, F, G = Stage


class Step(models.TextChoices):
    """An act on a complaint; the label is the button."""

    CHECK = "check", _("Mulai periksa kelengkapan")
    FIND_COMPLETE = "find_complete", _("Nyatakan lengkap")
    ASK = "ask", _("Minta dilengkapi")
    SUPPLY = "supply", _("Kirim kelengkapan")
    LAPSE = "lapse", _("Anggap dicabut")
    CLASSIFY = "classify", _("Klasifikasikan dan disposisikan")
    REROUTE = "reroute", _("Ubah disposisi")
    EXTEND = "extend", _("Perpanjang batas waktu")
    ANSWER = "answer", _("Kirim jawaban")
    ADMINISTER = "administer", _("Catat dalam tata usaha")
    REPORT = "report", _("Laporkan hasil")
    EVALUATE = "evaluate", _("Catat pemantauan dan evaluasi")
    REOPEN = "reopen", _("Balas jawaban")
    ACCEPT = "accept", _("Terima jawaban dan tutup")
    SILENCE = "silence", _("Tutup karena tidak ada balasan")
    WITHDRAW = "withdraw", _("Cabut pengaduan")
    ARCHIVE = "archive", _("Arsipkan")
    RESTORE = "restore", _("Kembalikan dari arsip")
    MERGE = "merge", _("Gabungkan")
    FORWARD = "forward", _("Teruskan ke instansi lain")
    RELEASE = "release", _("Serahkan ke meja pengaduan")
    KEEP = "keep", _("Tangani di Inspektorat")
    HAND_OVER = "hand_over", _("Serahkan ke Inspektorat")


class By(models.TextChoices):
    """Who takes a step."""

    DESK = "desk", _("petugas yang mengelola jalur pengaduan ini")
    STUDY = "study", _("petugas, dinas atau pejabat penerima disposisi")
    TRIAGE = "triage", _("Inspektorat")
    SENDER = "sender", _("pengadu")
    SYSTEM = "system", _("sistem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row. ``target``, ``state`` and ``lane`` None: they stay. ``needs``: ``note`` (a sentence), ``text`` (words
    for the complainant), ``outcome``, ``route``, ``reason`` (of the archive), ``other`` (number to merge into),
    ``institution``, ``cleared`` (nobody of the desk, the head or an admin is accused), ``answered_in_time``,
    ``silent`` (the days to reply are over), ``expired`` (the days to complete are over, with notice).
    ``clock``: ``pause`` or ``resume``; clocks start and end with stages by themselves.
    """

    step: Step
    stages: frozenset[Stage]
    states: frozenset[State]
    by: frozenset[By]
    target: Stage | None = None
    state: State | None = None
    lane: Lane | None = None
    lanes: frozenset[Lane] = frozenset(Lane)
    needs: frozenset[str] = field(default_factory=frozenset)
    clock: str = ""
    letter: str = ""


RULES: dict[Step, Rule] = {}


def rule(
    step: Step,
    stages: str,
    states: set[State],
    by: set[By],
    *needs: str,
    target: Stage | None = None,
    state: State | None = None,
    lane: Lane | None = None,
    lanes: set[Lane] | None = None,
    clock: str = "",
    letter: str = "",
) -> None:
    """Add a row, written shortly: stages as letters."""
    RULES[step] = Rule(
        step=step, stages=frozenset(Stage(s) for s in stages), states=frozenset(states), by=frozenset(by),
        target=target, state=state, lane=lane, lanes=frozenset(lanes or Lane), needs=frozenset(needs),
        clock=clock, letter=letter,
    )  # fmt: skip


OPEN, WAITING, ENDED = State.OPEN, State.WAITING, State.CLOSED
DESK, STUDY, SENDER, SYSTEM = By.DESK, By.STUDY, By.SENDER, By.SYSTEM
RUNS, ANSWERED = {OPEN}, {OPEN, ENDED}
AWAY = {Lane.TRIAGE, Lane.INSPECTORATE}

rule(Step.CHECK, "a", RUNS, {DESK}, target=B)
rule(Step.FIND_COMPLETE, "b", RUNS, {DESK}, target=C)
rule(Step.ASK, "abcd", RUNS, {DESK, STUDY}, "text", state=WAITING, clock="pause", letter="complaint_ask")
rule(Step.SUPPLY, "abcd", {WAITING}, {SENDER, DESK}, "text", state=OPEN, clock="resume")
rule(Step.LAPSE, "abcd", {WAITING}, {SYSTEM}, "expired", state=State.WITHDRAWN, letter="complaint_lapsed")
rule(Step.CLASSIFY, "c", RUNS, {DESK}, "route", target=D)
rule(Step.REROUTE, "d", RUNS, {DESK}, "route", "note")
rule(Step.EXTEND, "abcd", RUNS, {DESK}, "note", "text", letter="complaint_extended")
rule(Step.ANSWER, "d", RUNS, {DESK, STUDY}, "text", "outcome", target=E, letter="complaint_answer")
rule(Step.ADMINISTER, "e", ANSWERED, {DESK}, "note", target=F)
rule(Step.REPORT, "f", ANSWERED, {DESK}, "text", target=G, letter="complaint_report")
rule(Step.EVALUATE, "g", ANSWERED, {DESK}, "note", "unevaluated")
rule(Step.REOPEN, "efg", ANSWERED, {SENDER, SYSTEM}, "text", "in_time", target=D, state=OPEN)
rule(Step.ACCEPT, "efg", RUNS, {SENDER}, state=ENDED)
rule(Step.SILENCE, "efg", RUNS, {SYSTEM}, "silent", state=ENDED, letter="complaint_closed")
rule(Step.WITHDRAW, "abcd", {OPEN, WAITING}, {SENDER}, state=State.WITHDRAWN)
rule(Step.ARCHIVE, "abc", RUNS, {DESK}, "reason", "note", state=State.ARCHIVED)
rule(Step.RESTORE, "abc", {State.ARCHIVED}, {DESK}, "note", state=OPEN)
rule(Step.MERGE, "abcd", RUNS, {DESK}, "other", state=State.MERGED, letter="complaint_merged")
rule(Step.FORWARD, "abcd", RUNS, {DESK}, "institution", "note", state=State.FORWARDED, letter="complaint_forwarded")
rule(Step.RELEASE, "abcd", RUNS, {By.TRIAGE}, "note", "cleared", lane=Lane.OFFICE, lanes=AWAY)
rule(Step.KEEP, "abcd", RUNS, {By.TRIAGE}, "note", lane=Lane.INSPECTORATE, lanes={Lane.TRIAGE})
rule(Step.HAND_OVER, "abcd", RUNS, {DESK}, "note", lane=Lane.TRIAGE, lanes={Lane.OFFICE})

NEEDS_WORDS = {
    "note": _("Tulis alasan atau catatan dalam satu kalimat atau lebih."),
    "text": _("Tulis pesan untuk pengadu."),
    "outcome": _("Pilih hasil telaahan."),
    "route": _("Pilih siapa yang menelaah."),
    "reason": _("Pilih alasan pengarsipan."),
    "other": _("Tulis nomor pengaduan yang dituju."),
    "institution": _("Tulis nama instansi tujuan."),
}
