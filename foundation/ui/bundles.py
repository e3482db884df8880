"""One stylesheet and one script per page, joined from small sources (docs/adr/0006).

``BundleFinder`` is an ordinary staticfiles finder: development, tests and ``collectstatic``
see ``css/portal.css`` and ``js/portal.js`` like any other file. A bundle is written again
when a source is newer; the write is a rename, so two processes cannot see half a file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

SOURCES = Path(settings.BASE_DIR) / "static"
BUILT = Path(settings.VAR_DIR) / "static-bundles"

COMPONENTS = (
    *("page", "buttons", "notices", "lists", "forms", "steps", "tables", "files", "work", "public", "kbli"),
    "charts",
    "dialogue",
    "survey",
    "queue",
)
SCRIPTS = (
    *("start", "theme", "menu", "errors", "leave", "counter", "copy", "print", "reveal"),
    *("autosave", "upload", "hash-check", "live-search", "here", "offline", "queue"),
)

BUNDLES: dict[str, tuple[str, ...]] = {
    "css/portal.css": (
        "css/tokens.css",
        "css/base.css",
        *(f"css/components/{name}.css" for name in COMPONENTS),
        "css/print.css",
    ),
    "js/portal.js": tuple(f"js/{name}.js" for name in SCRIPTS),
}


def fresh(name: str) -> Path:
    """The joined file, written again when one of its sources is newer."""
    target = BUILT / name
    sources = [SOURCES / source for source in BUNDLES[name]]
    newest = max(source.stat().st_mtime_ns for source in sources)
    if not target.exists() or target.stat().st_mtime_ns < newest:
        write(target, "".join(joined(source) for source in sources))
    return target


def joined(source: Path) -> str:
    """A source as it stands in the bundle: each script in a block of its own, so that no name is shared."""
    text = source.read_text()
    return f"{{\n{text}}}\n" if source.suffix == ".js" else text


def write(target: Path, text: str) -> None:
    """Write beside the target and rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(target)


class BundleFinder(BaseFinder):
    """Finds the bundles for the static view and for ``collectstatic``."""

    def check(self, **_: Any) -> list[Any]:
        """Nothing to set up, so nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> str | list[str]:  # type: ignore[override]
        """The absolute path of a bundle; nothing is an empty list, as Django's own finders answer."""
        if path not in BUNDLES:
            return []
        found = str(fresh(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Every bundle, for ``collectstatic``."""
        storage = FileSystemStorage(location=BUILT)
        for name in BUNDLES:
            fresh(name)
            yield name, storage
