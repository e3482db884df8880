"""Shorter waits, in the proportions of the product's own, so that a run of a quarter of an hour sees many of them.

Applied in every process that faults starts. What must hold between them holds here too: a call's wall clock fits
in the lease, and the quiet period is longer than the mock's slowest commit (plans.oss). FAULTS_CLOCKS=real leaves the
product's own values.
"""

import os
from dataclasses import replace

LEASE, WALL_CLOCK, QUIET, DUE_LEASE = 8, 3, 5, 12  # seconds; the product's: 20, 10, 30, 120
ANSWER = 2.7  # seconds for one answer of a provider of letters; the product's: 10 (mail), 5 (WhatsApp)


def are_real() -> bool:
    """Does this run keep the product's own waits?"""
    return os.environ.get("FAULTS_CLOCKS") == "real"


def shorten() -> None:
    """Call once in a process, after Django is set up."""
    from foundation.printing import render  # noqa: PLC0415 - models must be loaded first

    render.warm_up = lambda: None  # workers begin and die by the dozen here; the first paper of each waits instead
    if are_real():
        return
    from django.conf import settings  # noqa: PLC0415
    from urllib3 import Timeout  # noqa: PLC0415

    from foundation.messaging.backends import gateway  # noqa: PLC0415
    from foundation.outbox import channels, circuits  # noqa: PLC0415
    from foundation.pulse import due, leases  # noqa: PLC0415
    from oss_bridge import transport  # noqa: PLC0415
    from oss_bridge.outbound import outward  # noqa: PLC0415

    for name, channel in list(channels.CHANNELS.items()):
        quiet = QUIET if channel.quiet_seconds else 0
        channels.CHANNELS[name] = replace(
            channel, lease_seconds=LEASE, wall_clock_seconds=WALL_CLOCK, quiet_seconds=quiet
        )
    leases.BACK_OFF_CEILING = 5.0
    circuits.FIRST_PROBE, circuits.LONGEST_PROBE = 1.0, 4.0
    circuits.THROTTLE_PAUSE, circuits.AUTH_PAUSE = 2.0, 3.0
    transport.CONNECT_SECONDS, transport.READ_SECONDS = 1.0, 2.0
    (transport.Host.__init__.__kwdefaults__ or {})["clock"] = float(WALL_CLOCK)
    outward.QUIET = float(QUIET)
    settings.EMAIL_TIMEOUT, gateway.LIMIT = ANSWER, Timeout(connect=1.0, read=ANSWER)
    for kind, work in list(due.WORKS.items()):
        due.WORKS[kind] = replace(work, lease_seconds=min(work.lease_seconds, DUE_LEASE))
