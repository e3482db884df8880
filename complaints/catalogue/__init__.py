"""Tables of the law that this room brings along, and how they come into the database."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

CLOCKS = Path(__file__).parent / "clocks.toml"
FIRST_DAY = date(2014, 1, 1)


def load_clocks(**_signal: Any) -> int:
    """Add the limits that are missing; touches no row that exists. Returns how many were added."""
    from complaints.models import ClockRule  # noqa: PLC0415 - models are not ready when this package is imported

    rows = tomllib.loads(CLOCKS.read_text("utf-8"))["clock"]
    kept = set(ClockRule.objects.values_list("slug", flat=True))
    new = [ClockRule(**{"effective_from": FIRST_DAY, **row}) for row in rows if row["slug"] not in kept]
    return len(ClockRule.objects.bulk_create(new))
