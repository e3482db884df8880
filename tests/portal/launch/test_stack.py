"""One list of processes, ports that are free, and sentences where they are not."""

import socket
from pathlib import Path

import pytest

from portal.launch import stack
from portal.launch.refusal import Refused
from tests.clusters import free_port


def a_stack(port: int = 8000, mock_port: int = 8100) -> stack.Stack:
    return stack.Stack("pariaman", Path("/tmp/var"), port, mock_port)


def test_four_processes_make_an_office() -> None:
    commands = a_stack(8001, 8101).commands()
    assert list(commands) == ["web", "worker", "beat", "oss"]
    assert "127.0.0.1:8001" in commands["web"]
    assert "8101" in commands["oss"]


def test_every_process_is_told_where_the_others_are() -> None:
    told = a_stack(8001, 8101).environment()
    assert told["SITE_URL"] == "http://127.0.0.1:8001"
    assert told["OSS_BASE_URL"] == "http://127.0.0.1:8101/v1/kl/rba"
    assert (told["OFFICE"], told["VAR_DIR"], told["DEMO"], told["OSS_MODE"]) == (
        "pariaman", "/tmp/var", "1", "simulasi",
    )  # fmt: skip
    assert "DEBUG" not in told


@pytest.mark.parametrize("name", ["PORT", "MOCK_OSS_PORT"])
def test_a_busy_port_is_named_with_the_way_out(name: str) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        chosen = a_stack(port, free_port()) if name == "PORT" else a_stack(free_port(), port)
        with pytest.raises(Refused, match=rf"Port {port} cannot be used .* {name}={port + 1} make run"):
            stack.check_ports(chosen)


def test_free_ports_pass() -> None:
    stack.check_ports(a_stack(free_port(), free_port()))


def test_one_port_for_two_servers_is_refused() -> None:
    with pytest.raises(Refused, match="different numbers"):
        stack.check_ports(a_stack(8000, 8000))


def test_make_run_reads_office_and_ports_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VAR_DIR", raising=False)
    for name, value in {"OFFICE": "pelalawan", "PORT": "9000", "MOCK_OSS_PORT": "9100"}.items():
        monkeypatch.setenv(name, value)
    assert stack.from_environment() == stack.Stack("pelalawan", stack.ROOT / "var" / "pelalawan", 9000, 9100)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OFFICE", "jakarta", "choose one of: pariaman, pelalawan"),
        ("PORT", "http", "no port"),
        ("PORT", "0", "no port"),
    ],
)
def test_a_wrong_value_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv("OFFICE", "pariaman")
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused, match=sentence):
        stack.from_environment()
