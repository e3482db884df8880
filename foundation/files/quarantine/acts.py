"""Holding a file back, and a person's word on it: release or refuse, each with a sentence, each journalled."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.files.models import Hold, StoredFile
from foundation.journal import book
from foundation.journal.who import Who

HELD = (StoredFile.State.WAITING, StoredFile.State.QUARANTINE)
KINDS = {Hold.Decision.RELEASED: "file.released", Hold.Decision.REFUSED: "file.refused_by_person"}
AFTER = {
    Hold.Decision.RELEASED: StoredFile.State.CLEAN,
    Hold.Decision.REFUSED: StoredFile.State.REFUSED,
}


class NotPossible(Exception):
    """The act cannot be done; the text says why."""


def hold(file: StoredFile, reason: Hold.Reason, found: str = "") -> None:
    """Write down why a file waits; a newer reason takes the place of the older one."""
    Hold.objects.update_or_create(file=file, defaults={"reason": reason, "found": found[:100]})


def answered(file: StoredFile, found: str) -> None:
    """The scanner answered about a file that waited for it."""
    if found:
        hold(file, Hold.Reason.FOUND, found)
        return
    open_one = Hold.objects.filter(file=file, decision=Hold.Decision.OPEN)
    open_one.update(decision=Hold.Decision.CLEARED, decided_at=timezone.now())


@transaction.atomic
def decide(file: StoredFile, decision: Hold.Decision, *, who: Who, sentence: str) -> bool:
    """A person's word. False when it only asks: what the scanner found something in is released by a second person.

    Raises NotPossible: no sentence, one's own upload, the same person twice, or decided meanwhile.
    """
    if not sentence.strip():
        raise NotPossible(_("Tulis alasannya: kalimat ini dibaca pengunggah dan tersimpan di jurnal."))
    if file.uploaded_by_id is not None and file.uploaded_by_id == who.user_id:
        raise NotPossible(_("Berkas ini Anda sendiri yang mengunggah. Minta petugas lain memutuskannya."))
    asked = asked_of(file)
    if decision == Hold.Decision.RELEASED and file.state == StoredFile.State.QUARANTINE:
        if asked is None:
            ask(file, who=who, sentence=sentence.strip())
            return False
        if who.user_id is None or asked.asked_by_id == who.user_id:
            raise NotPossible(_("Pelepasan ini usulan Anda sendiri. Admin lain atau kepala dinas yang memutuskannya."))
        sentence = f"{asked.sentence} · {sentence.strip()}"
    rows = StoredFile.objects.filter(pk=file.pk, state=file.state, state__in=HELD)
    if rows.update(state=AFTER[decision]) != 1:
        raise NotPossible(_("Berkas ini baru saja diputus, atau pemeriksa virus baru menjawab. Muat ulang halaman."))
    settle(file, decision, who=who, sentence=sentence.strip(), asked=asked)
    return True


def settle(file: StoredFile, decision: Hold.Decision, *, who: Who, sentence: str, asked: Hold | None) -> None:
    """Keep who decided what and why."""
    reason = Hold.Reason.FOUND if file.state == StoredFile.State.QUARANTINE else Hold.Reason.SILENT
    words = {
        "decision": decision, "sentence": sentence, "decided_by_id": who.user_id, "decided_at": timezone.now(),
    }  # fmt: skip
    Hold.objects.update_or_create(file=file, defaults=words, create_defaults={**words, "reason": reason})
    facts = {"file": file.public_id, "stood": file.state}
    if asked is not None:
        facts["asked_by"] = str(asked.asked_by_id)
    book.record(KINDS[decision], subject=file.subject, who=who, data=facts, note=sentence)


def asked_of(file: StoredFile) -> Hold | None:
    """Somebody's wish to release this file, which waits for a second person; None when there is none."""
    return Hold.objects.filter(file=file, decision=Hold.Decision.OPEN, asked_by_id__isnull=False).first()


def ask(file: StoredFile, *, who: Who, sentence: str) -> None:
    """The first of two persons. Raises NotPossible when somebody was faster."""
    Hold.objects.get_or_create(file=file, defaults={"reason": Hold.Reason.FOUND})
    hold = Hold.objects.select_for_update().get(file=file)
    if who.user_id is None or hold.decision or hold.asked_by_id is not None:
        raise NotPossible(_("Berkas ini baru saja diputus, atau pemeriksa virus baru menjawab. Muat ulang halaman."))
    hold.asked_by_id, hold.asked_at, hold.sentence = who.user_id, timezone.now(), sentence
    hold.save(update_fields=["asked_by_id", "asked_at", "sentence"])
    book.record("file.release_asked", subject=file.subject, who=who, data={"file": file.public_id}, note=sentence)
