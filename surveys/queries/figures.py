"""Figures of periods, from the period tallies, kept until they are counted anew: no page counts sheets."""

from collections.abc import Sequence

from django.core.cache import cache

from surveys.models import Period, PeriodTally
from surveys.rules.figures import Figures, figures_of
from surveys.terms import Unsur

KEEP_SECONDS = 24 * 3600


def figures(periods: Sequence[Period], *, service: int | None = None, channel: str = "") -> Figures:
    """Figures of these periods together, of one service or channel when given."""
    stamps = "-".join(f"{p.pk}.{p.tallied_at.timestamp() if p.tallied_at else 0}" for p in periods)
    key = f"survey:{stamps}:{service or ''}:{channel}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = counted(periods, service=service, channel=channel)
        cache.set(key, found, KEEP_SECONDS)
    return found


def counted(periods: Sequence[Period], *, service: int | None = None, channel: str = "") -> Figures:
    """The same without the cache: one query over a few thousand rows."""
    rows = PeriodTally.objects.filter(period__in=periods)
    if service:
        rows = rows.filter(service=service)
    if channel:
        rows = rows.filter(channel=channel)
    values = rows.values_list("service_id", "channel", "question", "value", "count")
    return figures_of(values.iterator(chunk_size=5000), frozenset(Unsur.values))
