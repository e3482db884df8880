"""Message catalogues: every .po of the house gets its .mo (polib, so that gettext need not be installed)."""

import os
from pathlib import Path

import polib

from portal.launch.stack import ROOT


def compile_all(root: Path = ROOT / "locale") -> list[Path]:
    """Compile what is newer than its compiled form; returns the files written."""
    return [compiled for source in sorted(root.rglob("*.po")) if (compiled := _compile(source))]


def _compile(source: Path) -> Path | None:
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return None
    fresh = compiled.with_suffix(f".{os.getpid()}")  # two starters at once each write their own, then rename
    polib.pofile(str(source)).save_as_mofile(str(fresh))
    fresh.rename(compiled)
    return compiled
