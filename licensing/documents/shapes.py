"""Refuses a snapshot that lacks what its document prints."""

from typing import Any, cast

from licensing.documents.snapshots import SHAPES


class SnapshotIncomplete(ValueError):
    """A snapshot lacks a field, or has one that its shape does not know."""


def checked(kind: str, snapshot: dict[str, Any]) -> dict[str, Any]:
    """The same snapshot, or SnapshotIncomplete that names the first wrong place."""
    _check(kind, SHAPES[kind], snapshot)
    if snapshot["kind"] != kind:
        raise SnapshotIncomplete(f"snapshot is of kind {snapshot['kind']!r}, not {kind!r}")
    return snapshot


def _check(place: str, shape: Any, value: Any) -> None:
    """Compare keys at every level; the types of leaves are mypy's work."""
    if not isinstance(value, dict):
        raise SnapshotIncomplete(f"{place}: expected a dict")
    fields = cast(dict[str, Any], shape.__annotations__)
    wrong = set(fields) ^ set(value)
    if wrong:
        raise SnapshotIncomplete(f"{place}: missing or unknown: {', '.join(sorted(wrong))}")
    for name, inner in fields.items():
        item = getattr(inner, "__args__", (None,))[0]
        if hasattr(inner, "__total__"):
            _check(f"{place}.{name}", inner, value[name])
        elif hasattr(item, "__total__"):
            for number, row in enumerate(value[name]):
                _check(f"{place}.{name}[{number}]", item, row)
