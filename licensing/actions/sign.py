"""Officials sign their own letters: the head refusals, the agency's reviewer technical approvals.

One passphrase and one fresh code of the second factor serve a batch.

The passphrase lives in this call alone. The signing service is asked outside any transaction; the signed
bytes are published by a conditional update, so two clicks or two people publish one file.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import SigningTerm
from accounts.roles import Role
from foundation.files import store
from foundation.journal import book
from foundation.signing import hand
from foundation.signing.terms import Signatory, SignatureRefused
from licensing import notices
from licensing.documents import drawing
from licensing.models import Document
from licensing.terms import DocumentKind, DocumentStatus


def why_not(document: Document, actor: Actor) -> str:
    """Why this person may not sign this letter now; "" when nothing stands in the way."""
    if document.kind == DocumentKind.TECHNICAL_LETTER:
        decided_by = document.application.decided_by_id if actor.role == Role.REVIEWER else None
    else:
        decided_by = document.application.signed_by_id
        is_head = actor.role in {Role.HEAD, Role.BACK_OFFICE}
        if not is_head or not SigningTerm.of(actor.user_id, timezone.localdate()):
            return _("Hanya kepala dinas atau Plt/Plh yang sedang bertugas yang dapat menandatangani.")
    if decided_by is None or decided_by != actor.user_id:
        return _("Surat ini ditandatangani oleh pejabat yang memutuskannya.")
    if document.status in {DocumentStatus.SUPERSEDED, DocumentStatus.REVOKED}:
        return _("Surat ini sudah dicabut atau digantikan, jadi tidak ditandatangani lagi.")
    if document.unsigned_file is None:
        return _("Surat ini masih disiapkan. Tunggu sebentar, lalu muat ulang.")
    return _("Surat ini sudah ditandatangani.") if document.file_id else ""


def sign(document: Document, *, actor: Actor, passphrase: str, nik: str = "") -> Document:
    """Sign and publish one letter; the applicant is told.

    Raises SignatureRefused (also for ``why_not``) or SignerUnavailable; then nothing has changed.
    """
    if refusal := why_not(document, actor):
        raise SignatureRefused(refusal)
    waiting, snapshot = document.unsigned_file, document.snapshot
    assert waiting is not None  # noqa: S101 - why_not has seen it
    who = Signatory(
        key=snapshot["official_nip"] or f"akun-{actor.user_id}",
        name=snapshot["official"],
        job_title=snapshot["official_capacity"],
        nik=nik,
    )
    with store.open_original(waiting) as file:
        drawn = file.read()
    signed = hand.sign(drawn, who, passphrase, reason=str(document), place=snapshot["office"]["name"])
    publish(document, signed.data, reference=signed.reference, actor=actor)
    return document


@transaction.atomic
def publish(document: Document, data: bytes, *, reference: str, actor: Actor) -> None:
    """Keep the signed bytes and make them the document, once."""
    kept = store.keep_bytes(
        data,
        purpose="document",
        subject=document.application.subject,
        name=drawing.file_name(document.kind, document.snapshot, mode=_mode(document)),
        kind="pdf",
        who=actor,
    )
    now = timezone.now()
    waiting = Document.objects.filter(pk=document.pk, file=None, status=DocumentStatus.PREPARING)
    published = waiting.update(
        file=kept, sha256=kept.sha256, drawn_at=now, status=DocumentStatus.VALID, signed_by=actor.user_id, signed_at=now
    )
    if not published:
        raise SignatureRefused(_("Surat ini baru saja dicabut, digantikan, atau ditandatangani. Muat ulang halaman."))
    document.refresh_from_db()
    facts = {"kind": document.kind, "number": document.number, "sha256": kept.sha256, "reference": reference}
    book.record("document.signed", subject=document.application.subject, who=actor, data=facts)
    if document.kind == DocumentKind.REFUSAL_LETTER:
        notices.tell(document.application, "letter_signed", key=f"{document.subject}:signed", note=document.number)


def _mode(document: Document) -> str:
    return "simulasi" if document.is_simulation else "oss"
