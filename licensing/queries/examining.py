"""What can be said of a PDF that somebody hands in: is it ours byte for byte, who signed or sealed it, does it hold?"""

from dataclasses import dataclass
from typing import Any

from foundation.files import intake, store
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.signing import checking
from licensing.models import Document
from licensing.terms import DocumentKind, DocumentStatus

#: Purposes of files that the office gave out. Receipts and letters of complaints are kept nowhere: their seal tells.
GIVEN_OUT = ("document", "complaint_report", "survey_report")


@dataclass(frozen=True, slots=True)
class Examined:
    """The answer. ``document``: the register's row, where it has one that anybody may look up."""

    seen: checking.Seen
    is_ours: bool
    document: Document | None

    @property
    def is_in_force(self) -> bool:
        """Has the register nothing against it? What is in no register of ours speaks for itself."""
        return self.document is None or self.document.status == DocumentStatus.VALID


def examined(upload: Any) -> Examined:
    """Look at an upload and throw it away. Raises FileRefused; a file that cannot be opened is told as broken."""
    if upload is None:
        raise FileRefused("missing")
    arrival = intake.arrived(upload)
    copy = store.new_incoming()
    try:
        is_ours = StoredFile.objects.filter(sha256=arrival.sha256, purpose__in=GIVEN_OUT).exists()
        if not is_ours and fault_of(arrival, copy):
            return Examined(checking.unreadable(arrival.path.read_bytes()), is_ours=False, document=None)
        seen = checking.check_stranger(arrival.path)
        return Examined(seen, is_ours, registered(arrival.sha256) if is_ours else None)
    finally:
        arrival.path.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


def fault_of(arrival: store.Arrival, copy: Any) -> str:
    """Why the sandbox does not let this PDF in; "" when it does. Raises FileRefused for what is no PDF at all."""
    try:
        found = intake.inspected(arrival, copy)
    except FileRefused as no:
        if no.code.startswith("pdf_"):
            return no.code
        raise
    if found.kind != StoredFile.Kind.PDF:
        raise FileRefused("unknown")
    return ""


def registered(sha256: str) -> Document | None:
    """The register's row of these bytes; receipts are the holder's own affair."""
    rows = Document.objects.filter(sha256=sha256).exclude(kind=DocumentKind.RECEIPT)
    return rows.order_by("-id").first()
