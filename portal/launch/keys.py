"""The machine's secrets, made on first run in ``var/<office>/secrets.env`` and never committed."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from portal.launch.refusal import Refused

FILE = "secrets.env"


def _random_key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: f"k1:{_random_key()}",  # foundation.secrets: "id:key", newest first
    "INDEX_KEY": _random_key,
    "OSS_USERNAME": lambda: "satupintu",
    "OSS_PASSWORD": lambda: secrets.token_urlsafe(18),
    "OSS_USER_KEY": lambda: secrets.token_hex(16),
}


READ_DATA = {"FIELD_KEYS", "INDEX_KEY"}  # what is stored can be read only with these


def ensure(var_dir: Path, *, holds_data: bool, environ: Mapping[str, str] = os.environ) -> None:
    """Write the secrets that neither the file nor the environment has; what exists is never changed.

    Raises Refused when data is there but the keys that read it are gone: new keys would lose it.
    """
    path = var_dir / FILE
    kept = read(var_dir)
    missing = [name for name in MAKERS if name not in kept and name not in environ and f"{name}_FILE" not in environ]
    if not missing:
        return
    if holds_data and READ_DATA & set(missing):
        raise Refused(
            f"{path} is missing or incomplete, but {var_dir} holds data that only its keys can read. "
            "Put the file back from your backup, or move the folder away to start afresh."
        )
    lines = [f"{name}={value}" for name, value in kept.items()] + [f"{name}={MAKERS[name]()}" for name in missing]
    _write_privately(path, "\n".join(lines) + "\n")


def read(var_dir: Path) -> dict[str, str]:
    """Names and values of the file; empty when there is none."""
    path = var_dir / FILE
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _write_privately(path: Path, text: str) -> None:
    """Replace the file whole, readable by its owner only."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
