"""The journal of a file as plain sentences: one reading for the applicant and the public, one for the desks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.journal.models import Entry
from foundation.ui.formats import tanggal
from licensing.life.steps import Step
from licensing.models import Application
from licensing.queries.files import story
from licensing.terms import Verdict

#: What the applicant reads of each step; steps that are not here are the office's own affair.
PUBLIC: dict[str, str | Promise] = {
    "started": gettext_lazy("Draf dibuat"),
    "adopted": gettext_lazy("Berkas diterima dari OSS"),
    "taken_up": gettext_lazy("Dikerjakan petugas loket atas nama pemohon"),
    "consent_given": gettext_lazy("Pernyataan dibacakan di loket dan disetujui"),
    "copied": gettext_lazy("Draf dibuat dari permohonan sebelumnya"),
    Step.REQUEST_NIB: gettext_lazy("NIB diajukan, data diproses OSS"),
    Step.DENY_NIB: gettext_lazy("OSS meminta data diperbaiki"),
    Step.RECEIVE_NIB: gettext_lazy("NIB terbit. Lanjutkan dengan mengunggah persyaratan"),
    Step.RECEIVE_FINAL_NIB: gettext_lazy("NIB terbit. Perizinan selesai"),
    Step.SUBMIT: gettext_lazy("Persyaratan dikirim, diperiksa kelengkapannya"),
    Step.HAND_OVER: gettext_lazy("Persyaratan dikirim ke instansi yang berwenang"),
    Step.FIND_COMPLETE: gettext_lazy("Berkas dinyatakan lengkap dan diteruskan ke dinas teknis"),
    Step.FIND_INCOMPLETE: gettext_lazy("Berkas perlu dilengkapi"),
    Step.SUPPLY: gettext_lazy("Kelengkapan dikirim"),
    Step.CLAIM: gettext_lazy("Verifikasi dinas teknis dimulai"),
    Step.PLAN_VISIT: gettext_lazy("Petugas dijadwalkan meninjau lokasi"),
    Step.ASK_CORRECTION: gettext_lazy("Ada yang perlu diperbaiki; batas waktu dinas dijeda"),
    Step.ASK_AFRESH: gettext_lazy("Ada yang perlu diperbaiki; batas waktu dinas dihitung ulang sesudahnya"),
    Step.CORRECT: gettext_lazy("Perbaikan dikirim; batas waktu dinas berjalan lagi"),
    Step.CORRECT_AFRESH: gettext_lazy("Perbaikan dikirim; batas waktu dinas dimulai dari awal"),
    Step.LAPSE: gettext_lazy("Waktu perbaikan habis tanpa tanggapan; dinas teknis melanjutkan"),
    Step.APPROVE: gettext_lazy("Disetujui dinas teknis, menunggu penerbitan"),
    Step.REJECT: gettext_lazy("Tidak disetujui dinas teknis, menunggu keputusan akhir"),
    Step.SEND_BACK: gettext_lazy("Dikembalikan ke dinas teknis untuk ditinjau lagi"),
    Step.ISSUE: gettext_lazy("Penerbitan diproses OSS"),
    Step.CONFIRM_ISSUE: gettext_lazy("Perizinan terbit"),
    Step.REFUSE: gettext_lazy("Permohonan ditolak"),
    Step.EXPIRE: gettext_lazy("Perizinan terbit otomatis oleh OSS karena batas waktu terlampaui"),
    Step.WITHDRAW: gettext_lazy("Permohonan dibatalkan pemohon"),
    Step.ASK_ELSEWHERE: gettext_lazy("Instansi yang berwenang meminta perbaikan"),
    Step.SUPPLY_ELSEWHERE: gettext_lazy("Perbaikan dikirim ke instansi yang berwenang"),
    Step.GRANT_ELSEWHERE: gettext_lazy("Perizinan terbit oleh instansi yang berwenang"),
    Step.REFUSE_ELSEWHERE: gettext_lazy("Permohonan ditolak instansi yang berwenang"),
    "deadline_moved": gettext_lazy("Tanggal janji berubah karena kalender hari kerja berubah"),
}
INNER: dict[str, str | Promise] = {
    Step.TAKE_OVER: gettext_lazy("Pemeriksaan diambil alih"),
    Step.TAKE_OVER_VISIT: gettext_lazy("Pemeriksaan diambil alih"),
    Step.UNDO_ISSUE: gettext_lazy("OSS menolak penerbitan; berkas kembali ke kepala"),
    "routed": gettext_lazy("Dinas teknis diganti"),
    "assessed": gettext_lazy("Satu persyaratan dinilai"),
    "visited": gettext_lazy("Hasil peninjauan lapangan dicatat"),
    "evidence_added": gettext_lazy("Dokumen diunggah"),
    "evidence_removed": gettext_lazy("Dokumen dihapus"),
    "alarm": gettext_lazy("Perlu perhatian petugas"),
    "alarm_settled": gettext_lazy("Masalah ditandai selesai"),
    "lapse_refused": gettext_lazy("Berkas lewat waktu belum dapat dilanjutkan"),
    "oss.reconciled": gettext_lazy("Disamakan dengan OSS (rekonsiliasi)"),
    "oss.told_again": gettext_lazy("Dikirim ulang ke OSS oleh petugas"),
    "oss.difference_settled": gettext_lazy("Perbedaan dengan OSS diselesaikan"),
    "supervision.opened": gettext_lazy("Tugas pengawasan dibuka"),
    "supervision.done": gettext_lazy("Tugas pengawasan selesai"),
}
#: The days that a calendar may move, in words; of two that move alike the last is told.
WAITS: dict[str, str | Promise] = {
    "completeness_due_on": gettext_lazy("Pemeriksaan kelengkapan"),
    "technical_due_on": gettext_lazy("Selesai paling lambat"),
    "overall_due_on": gettext_lazy("Selesai paling lambat"),
    "applicant_due_on": gettext_lazy("Jawaban Anda paling lambat"),
}
#: Notes of these steps are written for the applicant.
NOTES_FOR_APPLICANT = frozenset(
    {Step.FIND_INCOMPLETE, Step.ASK_CORRECTION, Step.ASK_AFRESH, Step.REJECT, Step.REFUSE, Step.DENY_NIB,
     Step.ASK_ELSEWHERE, Step.REFUSE_ELSEWHERE, Step.PLAN_VISIT}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline, as the ``timeline`` tag draws it."""

    title: str
    at: datetime
    text: str = ""
    who: str = ""
    state: str = "done"


def told(application: Application, *, to_desk: bool = False) -> list[Moment]:
    """The file's story, oldest first, with the present as the last line."""
    words = {**PUBLIC, **INNER} if to_desk else PUBLIC
    papers = dict(application.requirements.values_list("number", "text")) if to_desk else {}
    found = [
        moment(entry, str(words[name]), papers, to_desk=to_desk)
        for entry in story(application)
        if (name := entry.kind.removeprefix("application.")) in words
    ]
    if found and not application.word.is_final:
        last = found[-1]
        state = "alert" if application.word.waits_for_applicant else "now"
        found[-1] = Moment(last.title, last.at, last.text, last.who, state)
    return found


def moment(entry: Entry, title: str, papers: Mapping[int, str], *, to_desk: bool) -> Moment:
    """One entry as a line; names of officers and of papers only for the desks."""
    name = entry.kind.partition(".")[2]
    note = entry.note if to_desk or name in NOTES_FOR_APPLICANT else ""
    parts = [paper(entry, papers), note, *moved(entry)]
    if due := entry.data.get("technical_due_on"):
        parts.append(_("Paling lambat %(day)s.") % {"day": tanggal(day_of(due))})
    return Moment(title, entry.at, " ".join(filter(None, parts)), entry.name if to_desk else "")


def paper(entry: Entry, papers: Mapping[int, str]) -> str:
    """Which line of the checklist an entry is about, and the verdict on it; blank when it is about the file."""
    number = entry.data.get("requirement")
    if number not in papers:
        return ""
    line = f"{number}. {papers[number].rstrip('.')}"
    verdict = entry.data.get("verdict")
    return f"{line} – {Verdict(verdict).label}." if verdict else f"{line}."


def moved(entry: Entry) -> list[str]:
    """What the calendar did to each day that was promised: the old day and the new one, said once."""
    before, after = entry.data.get("before", {}), entry.data.get("after", {})
    told = {(str(before.get(key)), str(after.get(key))): WAITS.get(key) for key in after if key in WAITS}
    return [
        _("%(what)s: semula %(old)s, sekarang %(new)s.") % {"what": what, "old": said(old), "new": said(new)}
        for (old, new), what in told.items()
    ]


def said(day: str) -> str:
    """A day of the journal in words."""
    return _("dijeda") if day == "None" else tanggal(day_of(day))


def day_of(value: Any) -> Any:
    """A JSON date as a date."""
    return datetime.fromisoformat(value).date() if isinstance(value, str) else value
