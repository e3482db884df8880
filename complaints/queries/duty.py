"""Who was on duty? Sources name the people of a window and a time; the inspector decides whom it is about.

The journal of the linked application is one source. Rooms that know more (the counter's logbook, its shifts)
register theirs when they start:

    duty.register(people_at_window)      # (window: str, start: datetime, end: datetime) -> {user_id: "why"}
"""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from accounts.roles import STAFF
from foundation.journal.models import Entry

Source = Callable[[str, datetime, datetime], dict[int, str]]
_sources: list[Source] = []
MOST = 50


def register(source: Source) -> Source:
    """Add a source; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def who_acted(subject: str, roles: frozenset[str] = frozenset(STAFF)) -> dict[int, str]:
    """The officers in the journal of one subject, with what they did last."""
    rows = Entry.objects.filter(subject=subject, user_id__isnull=False, role__in=roles).order_by("id")
    return {row.user_id: row.kind for row in rows if row.user_id}


def acted_between(start: datetime, end: datetime) -> dict[int, str]:
    """Officers of the counter and the information desk who did anything at that time."""
    roles = ["clerk", "information", "back_office"]
    rows = Entry.objects.filter(at__range=(start, end), user_id__isnull=False, role__in=roles)
    return {pk: "" for pk in rows.values_list("user_id", flat=True).distinct()[:MOST] if pk}


def candidates(*, window: str, start: datetime | None, end: datetime | None, subject: str = "") -> list[User]:
    """Everybody whom a source names, each once, by name."""
    found: dict[int, str] = who_acted(subject) if subject else {}
    if start and end:
        found |= acted_between(start, end)
        for source in _sources:
            found |= source(window, start, end)
    return list(User.objects.filter(pk__in=found).select_related("agency").order_by("name")[:MOST])
