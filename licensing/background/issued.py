"""Every issued document, read again from disk: still the file that was published, its signature still whole?"""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.actors import SYSTEM
from foundation.files import store
from foundation.files.refusals import FileAltered
from foundation.journal import book
from foundation.pulse.models import DueTask
from foundation.signing.checking import Verdict, check
from licensing.models import Document

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One document that is not as it was published, in words."""

    document: Document
    text: str


def findings() -> Iterator[Finding]:
    """All documents that have a file, in order; memory stays flat."""
    rows = Document.objects.exclude(file=None).select_related("file", "application").order_by("id")
    for document in rows.iterator(chunk_size=CHUNK):
        if text := fault(document):
            yield Finding(document, text)


def fault(document: Document) -> str:
    """What is wrong with this document's file; "" when nothing is."""
    assert document.file is not None  # noqa: S101 - asked for above
    if document.file.sha256 != document.sha256:
        return "sidik pada dokumen berbeda dari sidik berkas"
    try:
        with store.open_original(document.file) as file:
            data = file.read() if document.has_signature else b""
    except FileAltered:
        return "berkas hilang atau berubah"
    if data and check(data).verdict in {Verdict.BROKEN, Verdict.UNSIGNED}:
        return "tanda tangan tidak utuh"
    return ""


def check_every_night(_task: DueTask) -> None:
    """Journal each finding; the desk reads it there, and the file's page shows it as an alarm."""
    for finding in findings():
        file = finding.document.application
        facts = {"code": finding.document.code, "kind": finding.document.kind}
        book.record("document.damaged", subject=file.subject, who=SYSTEM, data=facts, note=finding.text)
