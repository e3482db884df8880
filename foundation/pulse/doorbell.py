"""Telling the worker that there is something to do. Only a bell: nothing is lost when nobody hears it.

The bell never makes a request wait and never fails it: it is rung by a thread of its own, once per second
and process at most, with a bounded publish and no retry. The truth is in the database, and every worker
looks there by itself every few seconds (portal/celery.py).
"""

import logging
import os
import threading
import time

from celery import current_app
from django.conf import settings

OUTBOX = "outbox.drain"
DUE = "due.drain"
PAUSE_SECONDS = 1.0  # between two rings of one process
EXPIRES_SECONDS = 60  # an unheard ring is worthless: the sweep has been there

log = logging.getLogger(__name__)


Ring = tuple[str, tuple[str, ...]]  # task name, arguments


class Doorbell:
    """Collects what to nudge, and sends each at most once per pause, from one thread."""

    def __init__(self) -> None:
        self._rings: set[Ring] = set()
        self._wake = threading.Condition()
        self._pid = 0

    def ring(self, ring: Ring) -> None:
        """Ask for a nudge; returns at once."""
        with self._wake:
            self._rings.add(ring)
            if self._pid != os.getpid():  # first ring, or first ring after a fork: threads do not survive one
                self._pid = os.getpid()
                threading.Thread(target=self._serve, name="doorbell", daemon=True).start()
            self._wake.notify()

    def _serve(self) -> None:
        while True:
            with self._wake:
                while not self._rings:
                    self._wake.wait()
                rings, self._rings = self._rings, set()
            for name, args in sorted(rings):
                send(name, *args)
            time.sleep(PAUSE_SECONDS)


def send(name: str, *args: str) -> bool:
    """Publish one nudge. A dead broker is logged and forgiven; True when it was taken."""
    try:
        current_app.send_task(name, args, ignore_result=True, retry=False, expires=EXPIRES_SECONDS)
    except Exception as trouble:  # noqa: BLE001 - whatever the broker's client raises, the sweep will do
        log.warning("doorbell_unheard", extra={"task": name, "trouble": type(trouble).__name__})
        return False
    return True


BELL = Doorbell()


def ring_outbox(channel: str) -> None:
    """There is a message to carry out on this channel."""
    ring(OUTBOX, channel)


def ring_due() -> None:
    """There is work of our own to do."""
    ring(DUE)


def ring(name: str, *args: str) -> None:
    """Nudge a task by name, unless the settings say that nobody listens (tests)."""
    if settings.DOORBELL:
        BELL.ring((name, args))
