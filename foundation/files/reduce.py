"""A copy that OSS accepts: at most 2 MB. Photos send their viewing copy; PDFs are shrunk when they must be."""

from pathlib import Path

from django.conf import settings

from foundation.files import store
from foundation.files.models import StoredFile, path_of
from foundation.files.refusals import FileRefused
from foundation.files.sandbox import run as sandbox
from foundation.files.sandbox.verdict import Unfit

OSS_BYTES = 2_000_000


def for_oss(file: StoredFile) -> Path:
    """The path of a copy of at most 2 MB, made once. Raises FileRefused (with advice) or FileAltered."""
    store.open_for_viewing(file).close()
    return fitted(file.viewing_sha256 or file.sha256)


def fitted(sha256: str) -> Path:
    """The same for stored bytes that have no row yet. Raises FileRefused."""
    stored = path_of(sha256)
    if stored.stat().st_size <= OSS_BYTES:
        return stored
    made = Path(settings.MEDIA_ROOT) / "reduced" / sha256[:2] / sha256
    if made.exists():
        return made
    made.parent.mkdir(parents=True, exist_ok=True)
    aside = store.new_incoming()
    try:
        sandbox.run("shrink", stored, aside, str(OSS_BYTES))
        aside.replace(made)
    except Unfit as no:
        raise FileRefused(no.code if no.code.startswith("shrink") else "shrink_failed", **no.words) from None
    finally:
        aside.unlink(missing_ok=True)
    return made


def media_type_for_oss(file: StoredFile) -> str:
    """What ``for_oss`` gives: a PDF, or a photo's JPEG copy."""
    return "application/pdf" if file.kind == StoredFile.Kind.PDF else "image/jpeg"
