"""Reading what OSS says, without a stumble.

Known quirks of the interface (PIA 4.3.22 and what its users met): keys with a trailing space, numbers as
text and text as numbers, ``""``, ``[]``, ``"-"`` or ``null`` where an object or nothing is meant, wrappers
spelled in several ways, dates with a time behind them. Nothing here raises because of content; only a body
that is not JSON, too deep or without the promised wrapper is an :class:`UnreadableBody`.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic.fields import FieldInfo

MAX_DEPTH = 16  # the deepest tree of the manual (RPTKA in a NIB) has 6 levels
EMPTY = ("", "-", "null", "NULL")


class UnreadableBody(ValueError):
    """Not JSON, too deep, or without the wrapper that the contract promises."""


def key(name: str) -> FieldInfo:
    """The key on the wire of an attribute."""
    info: FieldInfo = Field(validation_alias=name, serialization_alias=name)
    return info


class Message(BaseModel):
    """A message of the contract. Attributes are ours, keys on the wire are theirs; unknown keys fall away."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_by_name=True, validate_by_alias=True)

    def wire(self) -> dict[str, Any]:
        """The message with OSS's own keys, ready for JSON. An empty date is "", an absent part is left out."""
        said: dict[str, Any] = _without_none(self.model_dump(by_alias=True, mode="json"))
        return said


def _without_none(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without_none(one) for one in tree]
    if isinstance(tree, dict):
        return {name: _without_none(inner) for name, inner in tree.items() if inner is not None}
    return tree


def to_text(value: object) -> str:
    """Text, whatever came: null and "-" are empty, numbers lose nothing but a trailing ``.0``."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return "" if text in EMPTY else text


def padded(width: int) -> BeforeValidator:
    """Text of digits that lost its leading zeros on the way (NIB, KBLI, codes) gets them back."""

    def pad(value: object) -> str:
        text = to_text(value)
        return text.zfill(width) if text.isdigit() else text

    return BeforeValidator(pad)


def to_amount(value: object) -> int | None:
    """Whole rupiah or a count; empty is None, decimals are cut."""
    text = to_text(value)
    return int(float(text)) if re.fullmatch(r"-?\d{1,25}(\.\d+)?", text) else None


def to_day(value: object) -> date | None:
    """A date in ISO order, with or without a time behind it; anything else is None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(to_text(value)[:10])
    except ValueError:
        return None


def to_items(value: object) -> list[Any]:
    """A list of objects: null and "" are none, a lone object is one, what is no object is dropped."""
    found = value if isinstance(value, list | tuple) else [value]
    return [one for one in found if one and isinstance(one, dict | BaseModel)]


def to_object(value: object) -> object:
    """An object: ``[]``, ``""`` and null are the empty one, ``[{…}]`` is its only member."""
    if isinstance(value, list | tuple):
        value = value[0] if value else {}
    return value if isinstance(value, dict | BaseModel) else {}


Text = Annotated[str, BeforeValidator(to_text)]
NibNumber = Annotated[str, padded(13)]
KbliCode = Annotated[str, padded(5)]
TwoDigits = Annotated[str, padded(2)]
Sector = Annotated[str, padded(3)]
PermitCode = Annotated[str, padded(12)]
Amount = Annotated[
    int | None, BeforeValidator(to_amount), PlainSerializer(lambda n: "" if n is None else str(n), return_type=str)
]
Day = Annotated[
    date | None,
    BeforeValidator(to_day),
    PlainSerializer(lambda d: d.isoformat() if d else "", return_type=str),
]
items = BeforeValidator(to_items)
an_object = BeforeValidator(to_object)


def tidy(value: Any, depth: int = 0) -> Any:
    """The same tree with trimmed keys; of two keys that become one, the one that says something stays."""
    if depth > MAX_DEPTH:
        raise UnreadableBody("Isi pesan terlalu dalam.")
    if isinstance(value, list):
        return [tidy(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    clean: dict[str, Any] = {}
    for name, inner in value.items():
        trimmed = str(name).strip()
        if inner not in ("", None) or trimmed not in clean:
            clean[trimmed] = tidy(inner, depth + 1)
    return clean


def parse(body: bytes) -> dict[str, Any]:
    """A JSON object with trimmed keys, or UnreadableBody."""
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise UnreadableBody("Isi pesan bukan JSON.") from broken
    if not isinstance(tree, dict):
        raise UnreadableBody("Isi pesan bukan objek JSON.")
    clean: dict[str, Any] = tidy(tree)
    return clean


def plain(name: str) -> str:
    """A wrapper's name without case, blanks and signs."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def unwrap(tree: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The object under one of the wrapper's spellings. ``""`` as a name means: without a wrapper."""
    wanted = [plain(name) for name in names]
    for name, inner in tree.items():
        if plain(name) in wanted:
            found = to_object(inner)
            return found if isinstance(found, dict) else {}
    if "" in wanted:
        return tree
    raise UnreadableBody(f"Isi pesan tanpa pembungkus {next(iter(names), '')}.")
