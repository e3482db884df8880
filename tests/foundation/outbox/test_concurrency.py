"""Many workers at the same moment on PostgreSQL: each message once, each subject in order."""

import random
import threading
import time
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from foundation.outbox import claims, delivery
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.outcomes import Outcome
from foundation.pulse import leases
from tests.foundation.outbox.conftest import Carrier, owe
from tests.foundation.threads import all_at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS, SUBJECTS, EACH = 8, 20, 5


class Ledger:
    """What the other side has taken, as it would remember it."""

    def __init__(self, *, failing: float, seed: int) -> None:
        self.taken: list[tuple[str, str]] = []
        self._lock = threading.Lock()
        self._dice = random.Random(seed)
        self._failing = failing

    def __call__(self, message: OutboxMessage) -> Outcome:
        time.sleep(0.002)
        with self._lock:
            if self._dice.random() < self._failing:
                return Outcome.transient("tidak tersambung")
            self.taken.append((message.subject, message.payload["name"]))
        return Outcome.ok()


def drain_with_many_workers(carrier: Carrier, ledger: Ledger) -> None:
    for number in range(SUBJECTS * EACH):
        owe(f"{number // SUBJECTS}", f"application:{number % SUBJECTS}")
    carrier.carried = []
    carrier.script = ledger
    for _round in range(60):
        all_at_once(WORKERS, lambda _number: delivery.drain("oss"))
        if not OutboxMessage.objects.filter(state="pending").exists():
            return


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting between attempts, and no circuit: this is about claims."""
    monkeypatch.setattr(delivery, "back_off", lambda _attempts: timedelta(0))
    monkeypatch.setattr("foundation.outbox.circuits.OPENS_AFTER", 10_000)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_message_is_taken_once_and_in_order(carrier: Carrier, seed: int) -> None:
    ledger = Ledger(failing=0.3, seed=seed)
    drain_with_many_workers(carrier, ledger)
    for number in range(SUBJECTS):
        names = [name for subject, name in ledger.taken if subject == f"application:{number}"]
        assert names == ["0", "1", "2", "3", "4"]


@pytest.mark.usefixtures("at_once")
def test_without_the_lease_condition_messages_are_taken_twice(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the test above can fail."""
    monkeypatch.setattr(leases, "free", lambda _at: Q())
    monkeypatch.setattr(claims, "locked", lambda rows: rows)
    ledger = Ledger(failing=0.0, seed=1)
    drain_with_many_workers(carrier, ledger)
    assert len(ledger.taken) > len(set(ledger.taken))


def test_a_broken_circuit_is_probed_by_one_worker_only(carrier: Carrier) -> None:
    carrier.script = lambda _message: Outcome.transient("tidak tersambung")
    for number in range(40):
        owe(f"m{number}", f"application:{number}")
    delivery.drain("oss")
    carrier.carried = []
    Circuit.objects.update(probe_at=timezone.now() - timedelta(seconds=1))
    all_at_once(WORKERS, lambda _number: delivery.drain("oss"))
    assert len(carrier.carried) == 1


class Road:
    """How many messages are on the way at once, and which subjects are."""

    def __init__(self) -> None:
        self.widest, self.doubled, self._on = 0, False, list[str]()
        self._lock = threading.Lock()

    def __call__(self, message: OutboxMessage) -> Outcome:
        with self._lock:
            self.doubled |= message.subject in self._on
            self._on.append(message.subject)
            self.widest = max(self.widest, len(self._on))
        time.sleep(0.02)
        with self._lock:
            self._on.remove(message.subject)
        return Outcome.ok()


def test_one_worker_carries_on_several_lanes_but_never_two_of_a_subject(carrier: Carrier) -> None:
    for number in range(SUBJECTS * EACH):
        owe(f"{number}", f"application:{number % SUBJECTS}")
    carrier.script = road = Road()
    assert delivery.drain("oss") == SUBJECTS * EACH
    assert 1 < road.widest <= delivery.CHANNELS["oss"].lanes
    assert not road.doubled


def test_what_fits_into_one_claim_is_carried_on_one_lane(carrier: Carrier) -> None:
    for number in range(delivery.CHANNELS["oss"].batch - 1):
        owe(f"{number}", f"application:{number}")
    carrier.script = road = Road()
    delivery.drain("oss")
    assert road.widest == 1
