"""The doorbell: it never makes anybody wait, never fails anybody, and does not ring all the time."""

import os
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from celery import Celery, current_app

from foundation.pulse import doorbell
from portal.celery import app, transport_options


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(doorbell, "send", lambda name, *args: names.append(":".join((name, *args))))
    return names


def wait_for(condition: object, seconds: float = 5.0) -> None:
    ends_at = time.monotonic() + seconds
    while not condition() and time.monotonic() < ends_at:
        time.sleep(0.01)


def test_the_first_ring_is_sent_at_once_and_the_rest_once_per_pause(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "PAUSE_SECONDS", 0.3)
    bell = doorbell.Doorbell()
    bell.ring(("outbox.drain", ("oss",)))
    wait_for(lambda: len(sent) == 1)
    for _request in range(200):
        bell.ring(("outbox.drain", ("oss",)))
        bell.ring(("due.drain", ()))
    assert sent == ["outbox.drain:oss"]
    wait_for(lambda: len(sent) == 3)
    time.sleep(0.7)
    assert sent == ["outbox.drain:oss", "due.drain", "outbox.drain:oss"]


def test_after_a_fork_the_bell_works_in_the_child() -> None:
    reader, writer = os.pipe()
    bell = doorbell.Doorbell()
    bell.ring(("due.drain", ()))
    time.sleep(0.05)
    child = os.fork()
    if child == 0:
        doorbell.send = lambda name, *_args: os.write(writer, name.encode())
        bell.ring(("outbox.drain", ()))
        time.sleep(1)
        os._exit(0)
    os.waitpid(child, 0)
    os.set_blocking(reader, False)
    assert os.read(reader, 100) == b"outbox.drain"


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=1) as server:
        yield server.getsockname()[1]


def test_a_broker_that_answers_nothing_delays_nobody(black_hole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"redis://127.0.0.1:{black_hole}/0"
    silent = Celery("silent", broker=url, set_as_current=False)
    silent.conf.update(broker_transport_options={**transport_options(url, None), "socket_timeout": 1})
    monkeypatch.setattr(doorbell, "current_app", silent)
    bell, begun = doorbell.Doorbell(), time.monotonic()
    for _request in range(100):
        bell.ring(("outbox.drain", ("oss",)))
    assert time.monotonic() - begun < 0.1


def test_a_dead_broker_is_forgiven_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = Celery("dead", broker="redis://127.0.0.1:9/0", set_as_current=False)
    dead.conf.update(broker_transport_options=transport_options("redis://", None))
    monkeypatch.setattr(doorbell, "current_app", dead)
    begun = time.monotonic()
    assert doorbell.send("outbox.drain", "oss") is False
    assert time.monotonic() - begun < 1.5


def test_our_app_is_the_one_that_rings() -> None:
    assert current_app.main == app.main == "portal"
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(current_app.main))
    thread.start()
    thread.join()
    assert seen == ["portal"]


def test_the_worker_keeps_to_the_reliability_sheet() -> None:
    conf = app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.task_publish_retry) == (True, False, False)
    assert (conf.worker_prefetch_multiplier, conf.task_time_limit, conf.task_soft_time_limit) == (1, 120, 90)
    assert conf.accept_content == ["json"]
    redis = transport_options("redis://127.0.0.1/0", None)
    assert (redis["visibility_timeout"], redis["unacked_restore_throttle"], redis["socket_connect_timeout"]) == (
        300,
        1,
        1,
    )
