"""Writing in the journal and reading from it.

    from foundation.journal import book
    book.record("application.submitted", subject="application:12", who=actor, data={"days": 5})

Call ``record`` inside the transaction of the act itself: both are kept, or neither. ``data`` and ``note``
rest encrypted; do not put NIK, NPWP or phone numbers in them all the same, nor in ``kind`` and ``subject``.
"""

from collections.abc import Mapping
from typing import Any

from foundation.journal.models import AppendOnlyQuerySet, Entry
from foundation.journal.who import Who

SYSTEM = Who()


def record(kind: str, *, subject: str, who: Who, data: Mapping[str, Any] | None = None, note: str = "") -> Entry:
    """Add one entry and return it. ``data`` is any JSON object (dates and decimals included)."""
    return Entry.objects.create(
        kind=kind,
        subject=subject,
        user_id=who.user_id,
        role=who.role,
        name=who.name,
        channel=who.channel,
        on_behalf_of=who.on_behalf_of,
        data=dict(data or {}),  # type: ignore[misc]
        note=note,
    )


def of(subject: str) -> AppendOnlyQuerySet:
    """Everything that happened to one subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")
