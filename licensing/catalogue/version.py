"""The catalogue's version: a number that grows with every change, known to all processes without a query.

The number is the id of the newest Release. It is kept in the cache for a few minutes, so that the
search index asks no database per keystroke; a change writes it there at once.
"""

from django.core.cache import cache
from django.db import transaction

from licensing.catalogue.models import Release

KEY = "catalogue-version"
SECONDS = 300


def current() -> int:
    """The newest version; 0 before the first load."""
    known = cache.get(KEY)
    if known is None:
        known = Release.objects.order_by("-id").values_list("id", flat=True).first() or 0
        cache.set(KEY, known, SECONDS)
    return int(known)


def announce(by: str, summary: str) -> Release:
    """Record a change; every process sees the new number once the transaction stands."""
    release = Release.objects.create(made_by=by, summary=summary)
    transaction.on_commit(lambda: cache.set(KEY, release.pk, SECONDS))
    return release
