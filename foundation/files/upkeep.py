"""What the worker does for the store by itself, in bites of a few seconds.

``verify`` compares every file with its hash once a day; ``rescan`` asks the virus scanner again about
files that wait for it; ``sweep`` removes what nobody refers to. All may be stopped anywhere and run twice.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from foundation.files import store
from foundation.files.models import StoredFile
from foundation.files.quarantine import acts
from foundation.files.refusals import FileAltered
from foundation.files.upload import virus
from foundation.journal import book
from foundation.journal.who import Who

SYSTEM = Who()
CHECK_EVERY = timedelta(days=1)
BITE_SECONDS = 20.0
BITE = 200
SPARED_HOURS = 24  # younger bytes may belong to a row that is being written
CACHE_DAYS = 30


def verify(task: Any = None) -> None:
    """Check the files that were not looked at for a day, oldest first; an altered one raises the alarm."""
    until = time.monotonic() + BITE_SECONDS
    old = Q(checked_at=None) | Q(checked_at__lt=timezone.now() - CHECK_EVERY)
    for file in StoredFile.objects.filter(old).order_by(F("checked_at").asc(nulls_first=True))[:BITE]:
        check(file)
        StoredFile.objects.filter(pk=file.pk).update(checked_at=timezone.now())
        if time.monotonic() > until:
            return


def check(file: StoredFile) -> bool:
    """Is the file what was stored? If not, the alarm has been raised."""
    try:
        store.open_original(file).close()
        store.open_for_viewing(file).close()
    except FileAltered:
        return False
    return True


def rescan(task: Any = None) -> None:
    """Ask the scanner about files that it did not answer for."""
    for file in StoredFile.objects.filter(state=StoredFile.State.WAITING).order_by("pk")[:BITE]:
        try:
            found = virus.scan(file.path)
        except virus.ScannerSilent:
            return
        state = StoredFile.State.QUARANTINE if found else StoredFile.State.CLEAN
        waiting = StoredFile.objects.filter(pk=file.pk, state=StoredFile.State.WAITING)
        if waiting.update(state=state):
            acts.answered(file, found)
            kind = "file.quarantined" if found else "file.cleared"
            book.record(kind, subject=file.subject, who=SYSTEM, data={"file": file.public_id, "signature": found})


def sweep(task: Any = None) -> None:
    """Remove what arrived and was never kept, contents without a row, and pictures that nobody looked at lately."""
    root = Path(settings.MEDIA_ROOT)
    for path in older_than(root / "incoming", hours=SPARED_HOURS):
        path.unlink(missing_ok=True)
    for cache in ("pages", "reduced"):
        for path in older_than(root / cache, hours=CACHE_DAYS * 24):
            path.unlink(missing_ok=True)
    content = root / "sha256"
    for prefix in sorted(content.iterdir()) if content.is_dir() else []:
        remove_unreferenced(prefix)


def remove_unreferenced(folder: Path) -> None:
    """Delete contents below this folder that no row names."""
    old = {path.name: path for path in older_than(folder, hours=SPARED_HOURS)}
    if not old:
        return
    prefix = folder.name
    named: set[str] = set()
    for column in ("sha256", "viewing_sha256"):
        named.update(StoredFile.objects.filter(**{f"{column}__startswith": prefix}).values_list(column, flat=True))
    for sha256 in old.keys() - named:
        old[sha256].unlink(missing_ok=True)


def older_than(folder: Path, *, hours: int) -> Iterator[Path]:
    """Files below a folder that were last written so long ago."""
    limit = time.time() - hours * 3600
    for path in folder.rglob("*") if folder.is_dir() else []:
        if path.is_file() and path.stat().st_mtime < limit:
            yield path
