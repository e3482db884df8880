"""The rounds that every worker makes by itself, so that all work flows with a dead broker and a dead beat.

Two threads of each worker process: one says every ten seconds that the worker lives, the other looks every
five seconds for work that nobody rang for. Rooms add their sweep with ``on_round`` when they start.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

BEAT_SECONDS = 10.0
ROUND_SECONDS = 5.0
FORGET_AFTER = timedelta(days=1)

Stop = Callable[[], bool]
Sweep = Callable[[Stop], int]
_sweeps: list[Sweep] = []
log = logging.getLogger(__name__)


def on_round(sweep: Sweep) -> Sweep:
    """Have this called on every round, with a function that says when to stop; usable as a decorator."""
    if sweep not in _sweeps:
        _sweeps.append(sweep)
    return sweep


def heartbeats() -> QuerySet[Any]:
    """The rows. Asked for late: the worker's app is made before the models are ready."""
    return apps.get_model("pulse", "Heartbeat").objects.all()


def beat(role: str) -> None:
    """Say that this process lives, and forget processes that have been silent for a day."""
    now = timezone.now()
    process = f"{role}:{socket.gethostname()}:{os.getpid()}"[:120]
    heartbeats().update_or_create(process=process, defaults={"role": role, "beat_at": now})
    heartbeats().filter(beat_at__lt=now - FORGET_AFTER).delete()


def last_beat(role: str) -> timedelta | None:
    """How long ago a process of this role last said that it lives; None when none ever did."""
    latest = heartbeats().filter(role=role).order_by("-beat_at").values_list("beat_at", flat=True).first()
    return None if latest is None else timezone.now() - latest


def make_round(stop: Stop = lambda: False) -> int:
    """Every room's sweep once; one that fails does not keep the others from theirs. Returns how much was done."""
    done = 0
    for sweep in _sweeps:
        try:
            done += sweep(stop)
        except Exception:
            log.exception("round_failed", extra={"sweep": sweep.__module__})
    return done


class Rounds:
    """The two threads, started and stopped with the worker."""

    def __init__(self, role: str = "worker") -> None:
        self._role = role
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin both, in this process."""
        self._stopped.clear()
        self._threads.clear()
        tasks: list[tuple[str, Callable[[], object], float]] = [
            ("heartbeat", lambda: beat(self._role), BEAT_SECONDS),
            ("rounds", lambda: make_round(self._stopped.is_set), ROUND_SECONDS),
        ]
        for name, work, pause in tasks:
            thread = threading.Thread(target=self._again_and_again, args=(work, pause), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self, *, wait: float = 12.0) -> None:
        """Ask both to end, and give what they hold in hand a moment."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(wait)

    def _again_and_again(self, work: Callable[[], object], pause: float) -> None:
        """Every failure is logged and survived; connections are closed, so a fork never finds one open."""
        while not self._stopped.is_set():
            try:
                work()
            except Exception:
                log.exception("round_failed")
            finally:
                connections.close_all()
            self._stopped.wait(pause)
