"""Draws planned documents: from the frozen snapshot, once, stored by content, published by a conditional update."""

from django.conf import settings
from django.utils import timezone

from accounts.actors import SYSTEM
from foundation.files import store
from foundation.journal import book
from foundation.pulse.due import Never
from foundation.pulse.models import DueTask
from licensing.documents import drawing
from licensing.models import Document
from licensing.terms import DocumentStatus

DRAW = "document.draw"


def draw_document(task: DueTask) -> None:
    """Handler of due work ``document.draw``: may run twice, publishes once.

    Raises:
        Never: the row is gone, so a person must look.
    """
    pk = int(task.subject.partition(":")[2])
    document = Document.objects.filter(pk=pk).first()
    if document is None:
        raise Never(f"Dokumen {pk} tidak ada.")
    if document.file_id is None and document.unsigned_file_id is None:
        draw(document)


def draw(document: Document) -> None:
    """Render, keep, publish. A superseded document is drawn too, so that its history can be read.

    A letter of the office waits unsigned instead (``actions.sign``).
    """
    data = drawing.draw(document.kind, document.snapshot, mode=settings.OSS_MODE)
    waits = document.kind in drawing.SIGNED_HERE
    kept = store.keep_bytes(
        data,
        purpose="unsigned_document" if waits else "document",
        subject=document.application.subject,
        name=drawing.file_name(document.kind, document.snapshot, mode=settings.OSS_MODE),
        kind="pdf",
        who=SYSTEM,
    )
    if waits:
        Document.objects.filter(pk=document.pk, unsigned_file=None).update(unsigned_file=kept)
        return
    now = timezone.now()
    open_row = Document.objects.filter(pk=document.pk, file=None)
    published = open_row.filter(status=DocumentStatus.PREPARING).update(
        file=kept, sha256=kept.sha256, drawn_at=now, status=DocumentStatus.VALID
    ) or open_row.update(file=kept, sha256=kept.sha256, drawn_at=now)
    if published:
        book.record(
            "document.published",
            subject=document.application.subject,
            who=SYSTEM,
            data={"kind": document.kind, "number": document.number, "sha256": kept.sha256},
        )
