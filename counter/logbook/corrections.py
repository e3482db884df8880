"""Mending a row: a new row that points to the old one. Nothing of the old one changes; the book shows both."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook import book
from counter.logbook.models import SigapNumber, Visit
from counter.logbook.settling import ending
from counter.logbook.terms import Act, Origin, Result
from foundation.identity.text import clean_text
from foundation.journal import book as journal

OWN = frozenset({Role.CLERK, Role.INFORMATION, Role.BACK_OFFICE})
ALL = frozenset({Role.HEAD, Role.ADMIN})
#: What a correction may say otherwise. Whose row it is and which ticket it came from stays.
MENDED = frozenset({
    "started_at", "ended_at", "channel", "kind", "service", "window", "place", "person_name", "file_number", "nib",
    "kbli", "kbli_edition", "result", "acts_text", "documents", "document_count", "survey_offered", "note",
})  # fmt: skip
COPIED = MENDED | {
    "officer_id", "officer_name", "ticket_id", "ticket_label", "mobile_day_id", "person_id", "application_id",
    "agency_id", "agency_name",
}  # fmt: skip


def may_mend(visit: Visit, actor: Actor) -> bool:
    """Those whose row it is, head and admin; auditor and agencies only read."""
    return actor.role in ALL or (actor.role in OWN and visit.officer_id == actor.user_id)


def correct(visit: Visit, *, who: Actor, reason: str, **facts: Any) -> Visit:
    """A new row in place of ``visit``, which must have ended and be nobody's old version. Raises book.Refused."""
    if unknown := set(facts) - MENDED:
        raise TypeError(f"A correction says nothing of {', '.join(sorted(unknown))}")
    if visit.is_running:
        raise book.Refused(_("Baris ini masih berjalan. Tutup dulu, baru koreksi."))
    if not may_mend(visit, who):
        raise book.Refused(_("Anda hanya dapat mengoreksi baris Anda sendiri."))
    why = clean_text(reason, multiline=True)
    if not why:
        raise book.Refused(_("Tulis alasan koreksi."))
    try:
        with transaction.atomic():
            return mended(visit, who, why, book.tidy(facts))
    except IntegrityError as trouble:
        raise book.Refused(_("Baris ini sudah dikoreksi. Buka baris penggantinya.")) from trouble


def mended(visit: Visit, who: Actor, why: str, facts: dict[str, Any]) -> Visit:
    """The new row, saved, findable and counted instead of the old one."""
    told = {name: getattr(visit, name) for name in COPIED} | facts
    if facts.get("file_number", visit.file_number) != visit.file_number:
        told |= {"application_id": None, "nib": "", "kbli": "", "kbli_edition": "", "agency_id": None}
        told |= {"agency_name": "", **book.file_facts(facts["file_number"])}
    now = timezone.now()
    book.check_times(told["started_at"], told["ended_at"], now)
    number = ending.draw_number()
    row = Visit.objects.create(
        corrects=visit,
        origin=Origin.CORRECTION,
        reason=why,
        number=number,
        recorded_at=now,
        seconds=book.seconds_between(told["started_at"], told["ended_at"]),
        **told,
    )
    ending.settle(row, replaced=visit)
    changed = sorted(name for name in facts if facts[name] != getattr(visit, name))
    data = {"number": number, "corrects": visit.number, "changed": changed}
    for subject in (row.subject, visit.subject):
        journal.record("visit.corrected", subject=subject, who=who, data=data, note=why)
    return row


@transaction.atomic
def note_sigap(visit: Visit, *, who: Actor, number: str) -> SigapNumber | None:
    """The number that the office's own SIGAP gave this row; None when it is the one that stands there already."""
    said = clean_text(number)[:40]
    last = visit.sigap_numbers.order_by("-id").first()
    if said == (last.number if last else ""):
        return None
    if not may_mend(visit, who):
        raise book.Refused(_("Anda hanya dapat mengisi nomor pada baris Anda sendiri."))
    row = SigapNumber.objects.create(visit=visit, number=said, noted_by_id=who.user_id)
    journal.record("visit.sigap", subject=visit.subject, who=who, data={"number": visit.number, "sigap": said})
    return row


def end_by_hand(visit: Visit, *, who: Actor, result: str, note: str = "") -> Visit:
    """Close a row that was left running (a browser closed in mid-service). Raises book.Refused."""
    if not may_mend(visit, who):
        raise book.Refused(_("Hanya petugasnya, kepala, atau admin yang dapat menutup baris ini."))
    book.add_act(visit, who=who, kind=Act.OTHER, text="Ditutup dari agenda")
    return book.close_visit(visit, who=who, result=Result(result), note=note)
