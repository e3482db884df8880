"""Where bytes live, and how they get there whole.

``<MEDIA_ROOT>/incoming`` holds what is arriving; ``sha256/ab/cd/<hash>`` what was kept, once per content
(written aside, fsynced, linked, folder fsynced). ``pages`` and ``reduced`` hold what can be made again.
Every reader goes through ``open_original`` or ``open_for_viewing``: they compare the hash first.
"""

import hashlib
import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path

import pikepdf
from django.conf import settings
from django.db import transaction

from foundation.files.models import StoredFile, path_of
from foundation.files.refusals import FileAltered, FileRefused
from foundation.identity.text import clean_text
from foundation.journal import book
from foundation.journal.who import Who

log = logging.getLogger(__name__)
CHUNK = 256 * 1024
NAME_LENGTH = 150
SYSTEM = Who()


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes in ``incoming``: not yet checked, not yet kept."""

    path: Path
    sha256: str
    size: int


def new_incoming() -> Path:
    """A free place in ``incoming``."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / secrets.token_urlsafe(16)


def write_incoming(chunks: Iterable[bytes]) -> Arrival:
    """Write pieces of a file into ``incoming`` and hash them. Raises FileRefused when the disk is full."""
    path = new_incoming()
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
    except OSError:
        path.unlink(missing_ok=True)
        log.exception("file_not_written")
        raise FileRefused("no_room") from None
    return Arrival(path, digest.hexdigest(), size)


def hash_of(path: Path) -> str:
    """SHA-256 of a file on disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(arrival: Arrival) -> Path:
    """Give arrived bytes their lasting name. Safe to repeat; a crash leaves them whole or absent."""
    target = path_of(arrival.sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    with arrival.path.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(arrival.path, target)
    except FileExistsError:
        if hash_of(target) == arrival.sha256:
            os.utime(target)  # the sweep spares what was wanted a moment ago
            return target
        log.critical("stored_file_healed", extra={"sha256": arrival.sha256})
        twin = new_incoming()
        os.link(arrival.path, twin)
        twin.replace(target)
    target.chmod(0o640)
    _sync_folder(target.parent)
    return target


def keep_bytes(
    data: bytes, *, purpose: str, subject: str, name: str, kind: str, who: Who, pages: int | None = None
) -> StoredFile:
    """Store what the house itself made (a PDF). The same bytes for the same subject are the same file.

    ``name`` is the file name that people see when they download it; ``kind`` a member of StoredFile.Kind;
    ``pages`` where they are known already.
    """
    arrival = write_incoming([data])
    try:
        same = StoredFile.objects.filter(purpose=purpose, subject=subject, sha256=arrival.sha256).first()
        keep(arrival)
        return same or StoredFile.objects.create(
            purpose=purpose,
            subject=subject,
            original_name=clean_name(name),
            kind=StoredFile.Kind(kind),
            size=arrival.size,
            sha256=arrival.sha256,
            pages=pages or (pages_of(data) if kind == StoredFile.Kind.PDF else 1),
            uploaded_by_id=who.user_id,
        )
    finally:
        arrival.path.unlink(missing_ok=True)


def pages_of(data: bytes) -> int:
    """Pages of a PDF that this house made: opened here. What people send is opened in the sandbox only."""
    with pikepdf.open(BytesIO(data)) as paper:
        return len(paper.pages)


def open_original(file: StoredFile) -> BufferedReader:
    """The closed original, checked against its hash. Raises FileAltered."""
    return _open_checked(file, file.path, file.sha256)


def open_for_viewing(file: StoredFile) -> BufferedReader:
    """What people may see: the metadata-free copy of a photo, a PDF as it is. Raises FileAltered."""
    return _open_checked(file, file.viewing_path, file.viewing_sha256 or file.sha256)


def is_whole(file: StoredFile) -> bool:
    """Are the original and the viewing copy on disk what was stored?"""
    pairs = [(file.path, file.sha256), (file.viewing_path, file.viewing_sha256 or file.sha256)]
    return all(path.is_file() and hash_of(path) == sha256 for path, sha256 in set(pairs))


def clean_name(name: str) -> str:
    """A name as harmless text: no folders, no control characters, never empty. It is shown, never used as a path."""
    last = clean_text(name).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    if len(last) > NAME_LENGTH:
        stem, dot, ending = last.rpartition(".")
        last = f"{(stem or ending)[: NAME_LENGTH - 10]}{dot}{ending[:9]}" if dot else last[:NAME_LENGTH]
    return last or "berkas"


def _open_checked(file: StoredFile, path: Path, sha256: str) -> BufferedReader:
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise _alarm(file, "missing") from None
    if hashlib.file_digest(opened, "sha256").hexdigest() != sha256:
        opened.close()
        raise _alarm(file, "altered")
    opened.seek(0)
    return opened


def _alarm(file: StoredFile, what: str) -> FileAltered:
    """Journal it and log it, whatever transaction is open around us."""
    log.critical("stored_file_altered", extra={"file": file.public_id, "what": what})
    with transaction.atomic():
        book.record("file.altered", subject=file.subject, who=SYSTEM, data={"file": file.public_id, "what": what})
    return FileAltered()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
