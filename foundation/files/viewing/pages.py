"""Pictures of pages for the viewer, drawn in the sandbox once and cached beside the store.

The cache can be thrown away at any time: ``<MEDIA_ROOT>/pages/ab/cd/<hash>/<n>.webp``.
"""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.files.sandbox import run as sandbox
from foundation.files.sandbox.verdict import Unfit

AT_ONCE = 4  # the reader scrolls on: draw the next ones too, a process costs more than a page


def folder_of(file: StoredFile) -> Path:
    """Where this content's pictures are cached."""
    sha256 = file.viewing_sha256 or file.sha256
    return Path(settings.MEDIA_ROOT) / "pages" / sha256[:2] / sha256[2:4] / sha256


def picture(file: StoredFile, number: int) -> Path:
    """The WebP of page ``number`` (from 1). Raises FileAltered, or FileRefused when it cannot be drawn."""
    made = folder_of(file) / f"{number}.webp"
    if not made.exists():
        draw(file, number)
    return made


def draw(file: StoredFile, first: int) -> None:
    """Draw page ``first`` and a few after it from the checked bytes; a half-drawn page is never seen."""
    folder = folder_of(file)
    folder.mkdir(parents=True, exist_ok=True)
    numbers = list(range(first, min(first + AT_ONCE, file.pages + 1)))
    store.open_for_viewing(file).close()
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        try:
            if file.is_photo:
                sandbox.run("photo", file.viewing_path, aside)
            else:
                sandbox.run("pages", file.viewing_path, aside, ",".join(map(str, numbers)))
        except Unfit as no:
            raise FileRefused("pdf_unreadable" if no.code == "unreadable" else no.code, **no.words) from None
        for drawn in Path(aside).glob("*.webp"):
            drawn.replace(folder / drawn.name)


def forget(file: StoredFile) -> None:
    """Throw the cached pictures of a content away."""
    shutil.rmtree(folder_of(file), ignore_errors=True)
