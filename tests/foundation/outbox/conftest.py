"""A carrier that does as it is told, and a clock that stands still until it is moved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from foundation.outbox import delivery
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Outcome
from foundation.outbox.post import post

Script = Callable[[OutboxMessage], Outcome]


class Carrier:
    """Answers ``ok`` until told otherwise; remembers what it carried, in order."""

    def __init__(self) -> None:
        self.carried: list[str] = []
        self.answers: list[Outcome | Exception] = []
        self.script: Script | None = None

    def __call__(self, message: OutboxMessage) -> Outcome:
        self.carried.append(message.payload["name"])
        if self.script is not None:
            return self.script(message)
        answer = self.answers.pop(0) if self.answers else Outcome.ok()
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    """The reader of every channel, for one test."""
    one = Carrier()
    for channel in ("oss", "message"):
        monkeypatch.setitem(delivery.HANDLERS, channel, one)
    return one


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Sunday noon in Jakarta; ``clock.shift(seconds)`` moves it."""
    with time_machine.travel(datetime(2026, 11, 22, 5, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def owe(name: str, subject: str = "application:1", channel: str = "oss", **more: str) -> OutboxMessage:
    """Post one message that carries its own name."""
    return post(channel, subject=subject, kind="status", payload={"name": name}, **more)


def state_of(message: OutboxMessage) -> tuple[str, int]:
    """State and attempts as they stand in the database."""
    message.refresh_from_db()
    return message.state, message.attempts
