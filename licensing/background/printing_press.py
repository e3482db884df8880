"""Draws planned documents: from the frozen snapshot, once, stored by content, published by a conditional update."""

from django.conf import settings
from django.utils import timezone

from accounts.actors import SYSTEM
from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.pulse.due import Never
from foundation.pulse.models import DueTask
from foundation.signing import seal
from licensing.documents import drawing
from licensing.models import Document
from licensing.terms import DocumentKind, DocumentStatus

DRAW = "document.draw"
#: Purposes of letters that wait for a hand: they open for those who decide, or for the agency that approved.
UNSIGNED = {DocumentKind.REFUSAL_LETTER: "unsigned_document", DocumentKind.TECHNICAL_LETTER: "unsigned_technical"}


def draw_document(task: DueTask) -> None:
    """Handler of due work ``document.draw``: may run twice, publishes once.

    Raises:
        Never: the row is gone, so a person must look.
    """
    pk = int(task.subject.partition(":")[2])
    document = Document.objects.select_related("unsigned_file").filter(pk=pk).first()
    if document is None:
        raise Never(f"Dokumen {pk} tidak ada.")
    if document.file_id is None:
        draw(document)


def draw(document: Document) -> None:
    """Render, keep, publish. A superseded document is drawn too, so that its history can be read.

    A letter that an official signs waits unsigned instead (``actions.sign``). What the office seals keeps the bytes
    as they were drawn, so that a crash between drawing and sealing goes on with the same bytes.
    """
    waits = drawing.waits_for_a_hand(document.kind, document.snapshot)
    if not waits and not drawing.is_sealed(document.kind, document.snapshot):
        publish(document, kept(document, drawn(document), "document"))
        return
    if document.unsigned_file is None:
        file = kept(document, drawn(document), UNSIGNED[DocumentKind(document.kind)] if waits else seal.UNSEALED)
        Document.objects.filter(pk=document.pk, unsigned_file=None).update(unsigned_file=file)
        document.refresh_from_db()
    if not waits:
        seal_and_publish(document)


def drawn(document: Document) -> bytes:
    """The bytes of the frozen snapshot."""
    return drawing.draw(document.kind, document.snapshot, mode=settings.OSS_MODE)


def kept(document: Document, data: bytes, purpose: str, pages: int | None = None) -> StoredFile:
    """The bytes in the store."""
    return store.keep_bytes(
        data,
        purpose=purpose,
        subject=document.application.subject,
        name=drawing.file_name(document.kind, document.snapshot, mode=settings.OSS_MODE),
        kind="pdf",
        who=SYSTEM,
        pages=pages,
    )


def seal_and_publish(document: Document) -> None:
    """The office's seal on the kept bytes; without a seal they go out as they are, and a person is told."""
    assert document.unsigned_file is not None  # noqa: S101 - laid down just before
    with store.open_original(document.unsigned_file) as file:
        data = file.read()
    sealed = seal.tried(data, reason=str(document), subject=document.application.subject)
    given = kept(document, sealed or data, "document", document.unsigned_file.pages)
    publish(document, given, is_sealed=sealed is not None)


def publish(document: Document, file: StoredFile, *, is_sealed: bool = False) -> None:
    """Make the file the document, once; what was superseded meanwhile keeps that word."""
    now = timezone.now()
    facts = {"file": file, "sha256": file.sha256, "drawn_at": now, "sealed_at": now if is_sealed else None}
    open_row = Document.objects.filter(pk=document.pk, file=None)
    first = open_row.filter(status=DocumentStatus.PREPARING).update(**facts, status=DocumentStatus.VALID)
    if first or open_row.update(**facts):
        book.record(
            "document.published",
            subject=document.application.subject,
            who=SYSTEM,
            data={"kind": document.kind, "number": document.number, "sha256": file.sha256},
        )
