"""The front desk for files: nothing becomes a StoredFile without having been opened and found fit.

    try:
        file = intake.receive(request.FILES.get("berkas"), purpose="evidence", subject="application:12", who=actor)
    except intake.FileRefused as no:      # str(no) is the sentence for the person, no.status the HTTP status
        ...

Takes whatever Django calls an uploaded file, or ``SimpleUploadedFile(name, data)`` for bytes that a
machine fetched. Not inside a transaction that may roll back, if the file should stay.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from foundation.files import reduce
from foundation.files.models import Hold, StoredFile
from foundation.files.quarantine import acts
from foundation.files.refusals import FileRefused
from foundation.files.sandbox import run as sandbox
from foundation.files.sandbox.verdict import Unfit
from foundation.files.store import Arrival, clean_name, hash_of, keep, new_incoming, write_incoming
from foundation.files.upload import virus
from foundation.files.upload.handler import StreamedUpload
from foundation.journal import book
from foundation.journal.who import Who

__all__ = ["FileRefused", "receive"]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """What the sandbox found: kind, pages, and the viewing copy of a photo."""

    kind: StoredFile.Kind
    pages: int
    copy: Arrival | None


def receive(
    upload: Any, *, purpose: str, subject: str, who: Who, must_fit_oss: bool = False, may_be_sound: bool = False
) -> StoredFile:
    """Check an uploaded file and store it, original and viewing copy. Raises FileRefused with the sentence.

    ``may_be_sound``: voice notes (OGG, M4A, MP3) are taken too, with a copy without tags.

    ``must_fit_oss``: it will be sent to OSS, so a copy of at most 2 MB is made now, while the person who
    can scan it again is still there; a file that cannot be made so small is refused with advice.
    """
    if upload is None:
        raise FileRefused("missing")
    arrival = arrived(upload)
    copy = new_incoming()
    try:
        finding = inspected(arrival, copy, "sound" if may_be_sound else "")
        state = scanned(arrival.path, subject=subject, who=who)
        keep(arrival)
        if finding.copy:
            keep(finding.copy)
        if must_fit_oss:
            reduce.fitted(finding.copy.sha256 if finding.copy else arrival.sha256)
        kept = StoredFile.objects.create(
            purpose=purpose,
            subject=subject,
            original_name=clean_name(upload.name or ""),
            kind=finding.kind,
            size=arrival.size,
            sha256=arrival.sha256,
            viewing_sha256=finding.copy.sha256 if finding.copy else "",
            pages=finding.pages,
            state=state,
            uploaded_by_id=who.user_id,
        )
        return held(kept)
    except OSError:
        raise FileRefused("no_room") from None
    finally:
        arrival.path.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


def held(file: StoredFile) -> StoredFile:
    """The same file; one that waits for the scanner stands in quarantine's list."""
    if file.state == StoredFile.State.WAITING:
        acts.hold(file, Hold.Reason.SILENT)
    return file


def arrived(upload: Any) -> Arrival:
    """The bytes in ``incoming``: where the handler put them, or written there now. Raises FileRefused."""
    limit = settings.FILE_MAX_BYTES
    if upload.size and upload.size > limit:
        raise FileRefused("too_large", size=-(-upload.size // MEGABYTE), limit=limit // MEGABYTE)
    if not isinstance(upload, StreamedUpload):
        return write_incoming(upload.chunks())
    if not upload.is_whole:
        raise FileRefused("no_room")
    return Arrival(upload.path, upload.sha256, upload.size or 0)


def inspected(arrival: Arrival, copy: Path, also: str = "") -> Finding:
    """What the sandbox says of the file. Raises FileRefused."""
    if arrival.size == 0:
        raise FileRefused("empty")
    try:
        answer = sandbox.run("inspect", arrival.path, copy, also)
    except Unfit as no:
        raise FileRefused(no.code, **no.words) from None
    made = Arrival(copy, hash_of(copy), copy.stat().st_size) if copy.exists() else None
    return Finding(StoredFile.Kind(answer["kind"]), int(answer["pages"]), made)


def scanned(path: Path, *, subject: str, who: Who) -> StoredFile.State:
    """What the virus scanner says, when there is one. Raises FileRefused for a find; a silent scanner means waiting."""
    try:
        found = virus.scan(path)
    except virus.ScannerSilent:
        return StoredFile.State.WAITING
    if found:
        book.record("file.refused", subject=subject, who=who, data={"reason": "virus", "signature": found})
        raise FileRefused("virus")
    return StoredFile.State.CLEAN
