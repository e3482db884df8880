"""Where messages go. One reader per channel registers with ``delivery.register``."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """What one way out needs.

    ``dead_blocks``: does a message that died hold back the later ones of its subject, until a person
    decides? ``lease_seconds``: how long a worker may hold what it took; ``wall_clock_seconds``: the longest
    that one delivery can take, so the lease must still cover it when it begins. ``quiet_seconds``: after an
    attempt whose outcome nobody knows, how long to wait before asking again (longer than the other side's
    slowest commit: reliability.md, finding 8). ``lanes``: how many messages one worker may have on the way at once,
    each of another subject; more than one only where the reader minds no threads.
    """

    name: str
    dead_blocks: bool
    lease_seconds: int = 30
    wall_clock_seconds: int = 10
    quiet_seconds: int = 30
    batch: int = 10
    lanes: int = 1


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("oss", dead_blocks=True, lease_seconds=20, lanes=4),
        Channel("message", dead_blocks=False, wall_clock_seconds=15, quiet_seconds=0),
        Channel("webhook", dead_blocks=False, quiet_seconds=0),
    )
}

EndpointOf = Callable[[str], str]
ENDPOINTS: dict[str, EndpointOf] = {}


def endpoint_of(channel: str, kind: str) -> str:
    """What breaks and mends together for this kind of message, as the channel's reader says; blank: the channel."""
    CHANNELS[channel]
    return ENDPOINTS[channel](kind) if channel in ENDPOINTS else ""
