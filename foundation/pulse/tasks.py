"""What the broker can ring for here."""

from celery import shared_task

from foundation.pulse import work


@shared_task(name="due.drain")  # type: ignore[untyped-decorator]
def drain() -> int:
    """Do our own due work."""
    return work.drain()
