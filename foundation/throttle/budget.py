"""Spending tries. A budget has a name, a size in words ("10/10minutes") and the keys it is counted by."""

from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from foundation.secrets.index import blind_index
from foundation.throttle.store import storage


def spend(name: str, size: str, *keys: str) -> bool:
    """One try of each key; False when any of them has none left. All are counted, so refusals cost too.

    Keys may be personal (an address, a number): they are stored as HMACs only.
    """
    limiter, item = FixedWindowRateLimiter(storage()), parse(size)
    left = [limiter.hit(item, name, blind_index("throttle", key or "-")) for key in keys]
    return all(left)


def opens_at(name: str, size: str, key: str) -> datetime:
    """When a budget that is used up is full again."""
    until = (
        FixedWindowRateLimiter(storage())
        .get_window_stats(parse(size), name, blind_index("throttle", key or "-"))
        .reset_time
    )
    return datetime.fromtimestamp(until, tz=UTC)


def address(request: HttpRequest) -> str:
    """Whom to count: the client's IPv4 address or IPv6 /64.

    Behind our own proxy (https) it is the last address of X-Forwarded-For, the one that the proxy wrote.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE else ""
    text = forwarded.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(text)
    except ValueError:
        return "unknown"
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
