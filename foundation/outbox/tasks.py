"""What the broker can ring for here."""

from celery import shared_task

from foundation.outbox import delivery


@shared_task(name="outbox.drain")  # type: ignore[untyped-decorator]
def drain(channel: str = "") -> int:
    """Carry out what is due on a channel, or on all of them."""
    channels = [channel] if channel else sorted(delivery.HANDLERS)
    return sum(delivery.drain(name) for name in channels)
