"""Reading the inbox: whose items, how many are new, marking them read, choosing the ways."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from foundation.messaging.models import InboxItem


def items_of(user_id: int | None) -> QuerySet[InboxItem]:
    """The messages of one person; nobody's for a visitor."""
    return InboxItem.objects.filter(user_id=user_id) if user_id else InboxItem.objects.none()


def unread_of(request: HttpRequest) -> int:
    """How many messages this visitor has not read: one indexed count, on every page of the menu."""
    actor: Any = getattr(request, "actor", None)
    return items_of(getattr(actor, "user_id", None)).filter(read_at=None).count()


def mark_read(items: QuerySet[InboxItem]) -> int:
    """Mark as read what is not; returns how many."""
    return items.filter(read_at=None).update(read_at=timezone.now())


def forget(about: str, user_ids: Iterable[int]) -> int:
    """Take the messages about one subject out of these people's inboxes; returns how many. They must not see it."""
    return InboxItem.objects.filter(about=about, user_id__in=list(user_ids)).delete()[0]
