"""Loads statements and grounds: new rows are added, a changed wording under an old version is an error."""

import tomllib
from pathlib import Path
from typing import Any

from licensing.models import RefusalGround, StatementText

FOLDER = Path(__file__).parent


class TextChanged(ValueError):
    """A wording changed under the same version: give the new wording a new version."""


def load() -> list[str]:
    """Add what is missing and return one line per added row.

    Raises:
        TextChanged: people have agreed to a wording; it never changes under its version.
    """
    lines = []
    for row in read("statements.toml")["statement"]:
        text = row["text"].strip()
        known, created = StatementText.objects.get_or_create(
            key=row["key"], version=row["version"], defaults={**row, "text": text}
        )
        if created:
            lines.append(f"+ pernyataan {known}")
        elif known.text != text:
            raise TextChanged(f"statements.toml: {known} has another wording in the database")
    for row in read("grounds.toml")["ground"]:
        _row, created = RefusalGround.objects.get_or_create(
            code=row["code"], effective_from=row["effective_from"], defaults=row
        )
        if created:
            lines.append(f"+ dasar penolakan {row['code']}")
    return lines


def read(name: str) -> dict[str, list[dict[str, Any]]]:
    """One TOML file of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
