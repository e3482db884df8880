"""The words of LAPOR! as rows: brought along in ``words.csv``, corrected by the office at /tangani/pengaduan/lapor/."""

import csv
from pathlib import Path
from typing import Any

from complaints.channels.lapor.sheet import plain
from complaints.models import LaporWord

BROUGHT = Path(__file__).parent / "words.csv"


def load(**_signal: Any) -> int:
    """Add the words that are missing; touches no row that exists. Returns how many were added."""
    with BROUGHT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = set(LaporWord.objects.values_list("kind", "key"))
    new = [
        LaporWord(**{**row, "also": row["also"].replace("|", "\n"), "position": int(row["position"])})
        for row in rows
        if (row["kind"], row["key"]) not in kept
    ]
    return len(LaporWord.objects.bulk_create(new))


def of(kind: LaporWord.Kind) -> dict[str, LaporWord]:
    """The words of a kind by our key, in the sheet's order."""
    return {word.key: word for word in LaporWord.objects.filter(kind=kind).order_by("position")}


def headings() -> dict[str, list[str]]:
    """Our name of a column -> every heading that we read as it."""
    return {key: word.spellings for key, word in of(LaporWord.Kind.COLUMN).items()}


def key_of(kind: LaporWord.Kind, said: str) -> str:
    """Our key for a word of the sheet, "" when it is none that we know."""
    wanted = plain(said)
    found = (key for key, word in of(kind).items() if wanted in {plain(spelling) for spelling in word.spellings})
    return next(found, "")
