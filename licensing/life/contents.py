"""What a step needs of the file itself: evidence, verdicts, statements. A guard answers with a sentence or nothing."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.files.models import StoredFile
from licensing.models import Application, Requirement
from licensing.rules.completeness import statements_missing
from licensing.terms import Master, Verdict

Why = str


def living(application: Application) -> list[Requirement]:
    """The checklist that counts now."""
    return list(application.requirements.filter(retired_at=None).prefetch_related("evidence__file"))


def lacks_evidence(application: Application) -> Why:
    """Every required line shows a file (mastered here; OSS checks its own files)."""
    if application.master == Master.OSS:
        return ""
    empty = [
        r for r in living(application) if r.is_required and not any(e.replaced_at is None for e in r.evidence.all())
    ]
    if not empty:
        return unscanned(application)
    told = {"count": len(empty), "first": empty[0].text}
    return (
        ngettext(
            "%(count)d dokumen belum diunggah, antara lain: %(first)s",
            "%(count)d dokumen belum diunggah, antara lain: %(first)s",
            len(empty),
        )
        % told
    )


def unscanned(application: Application) -> Why:
    """A file that the virus scanner has not answered for is not sent on."""
    current = [e.file for r in living(application) for e in r.evidence.all() if e.replaced_at is None]
    held = [file for file in current if not file.is_usable]
    if not held:
        return ""
    if any(file.state != StoredFile.State.WAITING for file in held):
        return _("Ada dokumen yang ditahan atau ditolak. Unggah penggantinya, lalu kirim lagi.")
    return _("Satu atau beberapa dokumen masih diperiksa dari virus. Tunggu sebentar, lalu kirim lagi.")


def lacks_verdicts(application: Application) -> Why:
    """Every line is judged."""
    open_lines = [r for r in living(application) if not r.verdict]
    if not open_lines:
        return ""
    return _("%(count)d persyaratan belum dinilai.") % {"count": len(open_lines)}


def not_all_meet(application: Application) -> Why:
    """Approval needs every line to meet."""
    bad = [r for r in living(application) if r.verdict != Verdict.MEETS]
    return _("%(count)d persyaratan belum “Sesuai”.") % {"count": len(bad)} if bad else ""


def nothing_faulty(application: Application) -> Why:
    """A correction names what to correct."""
    if any(r.verdict in {Verdict.REPAIR, Verdict.FAILS} for r in living(application)):
        return ""
    return _("Tandai dulu persyaratan yang harus diperbaiki, dengan catatan untuk pemohon.")


def not_mended(application: Application) -> Why:
    """Each opened line shows a newer file than the one that was found faulty."""
    if application.master == Master.OSS:
        return ""
    stale = [r for r in living(application) if r.is_open and not is_new(r, application)]
    if not stale:
        return ""
    return unrenewed(stale)


def unrenewed(stale: list[Requirement]) -> Why:
    """How many lines wait for a newer file, and which is the first."""
    told = {"count": len(stale), "first": stale[0].text}
    return (
        ngettext(
            "%(count)d dokumen belum diganti, antara lain: %(first)s",
            "%(count)d dokumen belum diganti, antara lain: %(first)s",
            len(stale),
        )
        % told
    )


def is_new(line: Requirement, application: Application) -> bool:
    """Does a line show a paper of the present round?"""
    return any(e.replaced_at is None and e.round == application.correction_round for e in line.evidence.all())


def nothing_renewed(application: Application) -> Why:
    """An answer to another authority brings at least one newer paper, and one for each line marked to be mended."""
    if application.master == Master.OSS:
        return ""
    lines = living(application)
    stale = [r for r in lines if r.verdict in {Verdict.REPAIR, Verdict.FAILS} and not is_new(r, application)]
    if stale:
        return unrenewed(stale)
    if any(is_new(r, application) for r in lines):
        return unscanned(application)
    return _("Belum ada dokumen baru. Unggah dokumen yang diminta instansi, lalu kirim.")


def lacks_statements(application: Application) -> Why:
    """Every statement is accepted."""
    lacking = statements_missing(
        required=set(application.frozen.get("statements", [])),
        accepted=set(application.statements.values_list("key", flat=True)),
    )
    return _("Centang semua pernyataan: %(keys)s") % {"keys": ", ".join(lacking)} if lacking else ""


def still_in_time(application: Application) -> Why:
    """The applicant's days are not over yet."""
    due = application.applicant_due_on
    if due is not None and due < timezone.localdate():
        return ""
    return _("Waktu pemohon belum habis.")


CONTENT: dict[str, Callable[[Application], Why]] = {
    "evidence": lacks_evidence,
    "verdicts": lacks_verdicts,
    "all_meet": not_all_meet,
    "faulty": nothing_faulty,
    "mended": not_mended,
    "renewed": nothing_renewed,
    "statements": lacks_statements,
    "late_answer": still_in_time,
}
