"""/sehat/, /sehat/hidup/ and /metrik/: what they say when something is wrong, and to whom."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.outbox.models import Circuit
from foundation.pulse import rounds
from foundation.pulse.models import Heartbeat
from foundation.pulse.watch import health

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _ask_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_kept", {})


@pytest.fixture
def working() -> None:
    rounds.beat("worker")


@pytest.mark.usefixtures("working")
def test_all_is_well(client: Client) -> None:
    answer = client.get("/sehat/")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["failing"]) == ("ok", [])
    assert body["checks"] == {"database": "ok", "worker": "ok", "disk": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_without_a_worker_it_is_red_and_says_so(client: Client) -> None:
    answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["worker"])


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize(("seconds", "status"), [(55, 200), (61, 503)])
def test_a_silent_worker_is_red_after_a_minute(client: Client, seconds: int, status: int) -> None:
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(seconds=seconds))
    assert client.get("/sehat/").status_code == status


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize(("free", "status"), [(11, 200), (9, 503)])
def test_a_full_disk_is_red_below_a_tenth(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, status: int
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(100, 100 - free, free))
    answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["failing"]) == (status, [] if status == 200 else ["disk"])


@pytest.mark.usefixtures("working")
def test_what_is_outside_only_warns(client: Client) -> None:
    Circuit.objects.create(channel="oss", state="open", opened_at=timezone.now(), probe_at=timezone.now())
    answer = client.get("/sehat/")
    assert answer.status_code == 200
    assert "oss" in answer.json()["warnings"]["circuits"]


@pytest.mark.usefixtures("working")
def test_a_dead_broker_only_warns(client: Client, settings: object) -> None:
    settings.BROKER_URL = "redis://127.0.0.1:9/0"  # the discard port: nobody listens
    answer = client.get("/sehat/")
    assert answer.status_code == 200
    assert "Broker" in answer.json()["warnings"]["broker"]


@pytest.mark.usefixtures("working")
def test_a_warning_that_breaks_is_a_warning(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise ZeroDivisionError

    monkeypatch.setitem(health._warnings, "oss", broken)
    answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["warnings"]["oss"]) == (200, "Tidak dapat diperiksa.")


def test_a_dead_database_is_named_even_to_a_browser_with_a_session(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise connection.Database.OperationalError("server closed the connection")

    client.cookies["sesi"] = "abcdefghij1234567890"
    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/sehat/")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database", "worker"]
    assert client.get("/sehat/hidup/").status_code == 200


def test_the_process_is_alive_without_a_worker(client: Client) -> None:
    answer = client.get("/sehat/hidup/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.usefixtures("working")
def test_metrics_show_work_and_silence_to_this_machine(client: Client) -> None:
    text = client.get("/metrik/").content.decode()
    assert "satupintu_worker_silence_seconds" in text
    assert "django_http_requests_before_middlewares_total" in text


@pytest.mark.parametrize(
    ("address", "headers", "token", "status"),
    [
        ("10.0.0.7", {}, "", 403),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, "", 403),
        ("127.0.0.1", {}, "rahasia", 403),
        ("10.0.0.7", {"Authorization": "Bearer salah"}, "rahasia", 403),
        ("10.0.0.7", {"Authorization": "Bearer rahasia"}, "rahasia", 200),
    ],
)
def test_metrics_are_for_the_token_or_for_this_machine(
    client: Client, settings: object, address: str, headers: dict[str, str], token: str, status: int
) -> None:
    settings.METRICS_TOKEN = token
    assert client.get("/metrik/", headers=headers, REMOTE_ADDR=address).status_code == status
