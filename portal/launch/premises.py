"""Each office keeps its data in a folder of its own; nobody starts on another office's data."""

import fcntl
from io import TextIOWrapper
from pathlib import Path

from portal.launch import keys
from portal.launch.refusal import Refused

MARKER = "OFFICE"
LOCK = "running.lock"


def claim(var_dir: Path, office: str) -> None:
    """Make the folder with its secrets and mark it as this office's.

    Raises Refused when it is another's, or when it was in use and its keys are gone.
    """
    (var_dir / "tmp").mkdir(parents=True, exist_ok=True)  # uploads on their way, where TMPDIR says so
    verify(var_dir, office)
    marker = var_dir / MARKER
    keys.ensure(var_dir, holds_data=marker.exists() or (var_dir / "db.sqlite3").exists())
    if not marker.exists():
        marker.write_text(f"{office}\n")


def verify(var_dir: Path, office: str) -> None:
    """Refuse a folder that is marked as another office's; an unmarked one is free."""
    marker = var_dir / MARKER
    owner = marker.read_text().strip() if marker.exists() else office
    if owner != office:
        raise Refused(
            f"{var_dir} holds the data of “{owner}”, not of “{office}”. "
            f"Start with OFFICE={owner}, or give this office another folder (VAR_DIR)."
        )


def hold(var_dir: Path) -> TextIOWrapper:
    """Keep the folder for one run; the lock falls with the process. Raises Refused when it is held."""
    lock = (var_dir / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise Refused(f"{var_dir} is in use: `make run` of this office is already running. Stop it first.") from None
    return lock
