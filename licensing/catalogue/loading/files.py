"""Reading the reference tables. A file that cannot be read is named in the error."""

import csv
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


class BadTable(ValueError):
    """A reference table cannot be used; the text says which and why."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV under data/, by its header."""
    try:
        with (DATA / name).open(encoding="utf-8", newline="") as handle:
            rows = tuple(csv.DictReader(handle, strict=True))
    except (OSError, csv.Error, UnicodeDecodeError) as trouble:
        raise BadTable(f"{name}: {trouble}")
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise BadTable(f"{name} baris {line}: jumlah kolom tidak sama dengan judulnya")
    return rows


@cache
def page(name: str) -> dict[str, Any]:
    """A TOML file under data/; an office file that does not exist is an empty page."""
    path = DATA / name
    if name.startswith("offices/") and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadTable(f"{name}: {trouble}")


def origin(key: str) -> dict[str, Any]:
    """Regulation, source, confidence and first day of a named source in sources.toml."""
    known = page("sources.toml")
    if key not in known:
        raise BadTable(f"sources.toml: sumber “{key}” tidak ada")
    found = known[key]
    return {
        "regulation": found["regulation"],
        "source": found["source"],
        "confidence": found["confidence"],
        "effective_from": found.get("effective_from"),
    }


def origin_of(entry: dict[str, Any], fallback: str) -> dict[str, Any]:
    """The source of one TOML entry: a named source, refined by what the entry itself says."""
    found = origin(entry.get("source", fallback))
    if reason := entry.get("reason"):
        named_itself = "confidence" in entry
        found["source"] = reason if named_itself else f"{reason}. {found['source']}"
    for name in ("regulation", "confidence", "effective_from"):
        if name in entry:
            found[name] = entry[name]
    return found


def forget() -> None:
    """Read the files anew next time (tests, an admin's upload)."""
    table.cache_clear()
    page.cache_clear()


def is_date(value: object) -> bool:
    """Is it a day or nothing?"""
    return value is None or isinstance(value, date)
