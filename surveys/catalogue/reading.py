"""Reads ``skm.toml``."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "skm.toml"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``unsur`` blank = an extra one; ``choices`` from score 1 upwards."""

    slug: str
    text: str
    choices: list[str]
    unsur: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole questionnaire; the order of ``questions`` is the order of asking."""

    slug: str
    title: str
    decree: str
    source: str
    confidence: str
    questions: list[Asked]
    services: list[tuple[str, str]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)

    def text(self) -> list[Any]:
        """What the digest is taken of: what people are asked, nothing else."""
        rows = [[q.slug, q.unsur, q.text, q.choices, q.expected] for q in self.questions]
        return [self.title, self.decree, rows]


@cache
def read() -> Content:
    """The file that comes with the house."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Content(
        slug=data["slug"],
        title=data["title"],
        decree=data["decree"],
        source=data["source"],
        confidence=data["confidence"],
        questions=[
            Asked(row["slug"], row["text"], row["choices"], unsur=row["slug"], expected=row.get("expected"))
            for row in data["unsur"]
        ],
        services=[(row["slug"], row["name"]) for row in data["service"]],
        words=data["words"],
    )
