"""The worker: a doorbell and two rounds. Nothing of value lives here.

How background work is done in this house (decisions 13; ADR on the broker):

1. What must be done is a row, written with the fact that makes it necessary: a message to the outside by
   ``foundation.outbox.post.post``, work of our own by ``foundation.pulse.due.add``.
2. After the commit a bell is rung through the broker (``foundation.pulse.doorbell``): by task NAME, so no room
   imports upwards. A worker hears it and drains.
3. Whether or not anybody hears it, every worker process looks by itself every five seconds
   (``foundation.pulse.rounds``), and the beat rings as well. Two beats, no beat, a flushed or dead broker:
   nothing is lost or done twice.

So a room never calls ``.delay()``, never uses ``countdown``/``eta`` (reliability.md, finding 5), and adds no task:
it registers a handler (``delivery.register``, ``due.register``, ``due.every``) in its ``AppConfig.ready``.
"""

import logging
import os
import threading
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init, worker_process_shutdown
from django.conf import settings

from foundation.pulse.rounds import Rounds
from portal import filebroker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
log = logging.getLogger(__name__)

# Tasks that exist, by name: the only things that travel through the broker.
RINGS: dict[str, dict[str, Any]] = {
    "outbox.drain": {"task": "outbox.drain", "schedule": 5.0, "options": {"expires": 10}},
    "due.drain": {"task": "due.drain", "schedule": 5.0, "options": {"expires": 10}},
}


def transport_options(url: str, folder: Path) -> dict[str, Any]:
    """How to speak to this broker: files in a folder, or Redis with bounded waits (reliability.md section 6.2)."""
    if url.startswith("filesystem:"):
        for name in ("queue", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.25,
        }
    if url.startswith(("redis:", "rediss:", "unix:")):
        return {
            "visibility_timeout": 300,
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "socket_connect_timeout": 1,
            "socket_timeout": 5,
            "max_retries": 0,  # a ring that finds nobody takes milliseconds, not six seconds (measured)
        }
    return {}


filebroker.use()
app = Celery("portal")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport_options=transport_options(settings.BROKER_URL, settings.VAR_DIR / "broker"),
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=1,
    accept_content=["json"],
    task_serializer="json",
    task_acks_late=True,
    task_reject_on_worker_lost=False,
    task_ignore_result=True,
    task_publish_retry=False,
    task_time_limit=120,
    task_soft_time_limit=90,
    worker_prefetch_multiplier=1,
    worker_soft_shutdown_timeout=30,
    worker_max_tasks_per_child=500,
    timezone=settings.TIME_ZONE,
    beat_schedule=RINGS,
    beat_schedule_filename=str(settings.VAR_DIR / "beat-schedule"),
)
app.autodiscover_tasks()


# Every process of the worker's pool makes its own rounds, with or without a broker. Not the pool's parent: a
# process that is forked while another thread has SQLite open finds the database locked for ever (measured).
rounds = Rounds("worker")


@worker_process_init.connect
def begin_rounds(**_kwargs: Any) -> None:
    """A process of the pool has started.

    It leaves the group of its parent: whoever stops the whole group (Ctrl-C in ``make run``) stops the parent, which
    lets the pool finish; a pool that is stopped beside it leaves the parent waiting for ever (measured).
    """
    os.setpgid(0, 0)
    rounds.start()
    threading.Thread(target=warm_the_press, name="press", daemon=True).start()


def warm_the_press() -> None:
    """The first document that somebody waits for must not pay for loading the press (1.3 s of CPU, measured)."""
    from foundation.printing import render  # noqa: PLC0415 - the settings are there by now, and only here is it drawn

    try:
        render.warm_up()
    except Exception:
        log.exception("press_cold")


@worker_process_shutdown.connect
def end_rounds(**_kwargs: Any) -> None:
    """It is about to end (its tasks are done): what the rounds have in hand may be finished."""
    rounds.stop()


@setup_logging.connect
def keep_our_logging(**_kwargs: Any) -> None:
    """Celery leaves logging as the settings have it."""
