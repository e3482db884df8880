"""Leases: one worker at a time, fenced finishes, crashes that lose nothing and poison that dies alone."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from foundation.journal import book
from foundation.outbox import delivery
from foundation.outbox.channels import CHANNELS
from foundation.outbox.claims import claim
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Outcome
from tests.foundation.outbox.conftest import Carrier, owe, state_of

pytestmark = pytest.mark.django_db
OSS = CHANNELS["oss"]
AFTER_A_CRASH = OSS.lease_seconds + OSS.quiet_seconds + 1


def test_the_attempt_is_counted_when_the_message_is_claimed() -> None:
    message = owe("a1")
    claim("oss")
    assert state_of(message) == ("pending", 1)


def test_a_finish_with_a_lost_lease_changes_nothing(clock: time_machine.Traveller) -> None:
    owe("a1")
    slow = claim("oss")[0]
    clock.shift(AFTER_A_CRASH)
    quick = claim("oss")[0]
    touched: list[str] = []
    assert not delivery.finish(slow, Outcome.ok(apply=lambda: touched.append("slow")))
    assert state_of(quick)[0] == "pending"
    assert delivery.finish(quick, Outcome.ok(apply=lambda: touched.append("quick")))
    assert not delivery.finish(slow, Outcome.permanent("terlambat"))
    assert touched == ["quick"]
    assert state_of(quick) == ("done", 2)


def test_what_a_crashed_worker_held_comes_back_after_lease_and_quiet_period(clock: time_machine.Traveller) -> None:
    owe("a1")
    claim("oss")
    clock.shift(OSS.lease_seconds + 1)
    assert claim("oss") == [], "the other side may still be writing what was sent last"
    clock.shift(OSS.quiet_seconds + 1)
    again = claim("oss")[0]
    assert (again.attempts, again.lost_leases, again.is_repeat) == (2, 1, True)
    assert again.tried_before_at == timezone.now() - timedelta(seconds=OSS.lease_seconds + OSS.quiet_seconds + 2)


def test_the_reference_stays_the_same_on_every_retry(carrier: Carrier, clock: time_machine.Traveller) -> None:
    references: set[uuid.UUID] = set()

    def unsure(message: OutboxMessage) -> Outcome:
        references.add(message.reference)
        return Outcome.unknown("tidak ada jawaban")

    carrier.script = unsure
    owe("a1")
    for _attempt in range(3):
        delivery.drain("oss")
        clock.shift(301)
    assert len(carrier.carried) == 3
    assert len(references) == 1


def test_five_workers_that_die_with_it_make_a_message_dead(clock: time_machine.Traveller) -> None:
    message = owe("a1")
    for _crash in range(5):
        assert len(claim("oss")) == 1
        clock.shift(AFTER_A_CRASH)
    assert claim("oss") == []
    message.refresh_from_db()
    assert (message.state, message.last_class, message.lost_leases) == ("dead", "poison", 5)
    assert [entry.kind for entry in book.of("application:1")] == ["outbox.dead"]


def test_a_poisonous_message_does_not_take_others_with_it(clock: time_machine.Traveller) -> None:
    for number in range(5):
        owe(f"m{number}", f"application:{number}")
    assert len(claim("oss")) == 5  # all five in one batch; the worker dies on m0
    clock.shift(AFTER_A_CRASH)
    sizes = [len(claim("oss")) for _turn in range(6)]
    assert sizes == [1, 1, 1, 1, 1, 0], "what a worker died with goes alone"


def test_claiming_inside_a_transaction_is_refused(carrier: Carrier) -> None:
    owe("a1")
    with transaction.atomic(), pytest.raises(RuntimeError):
        claim("oss")


def test_the_handler_runs_outside_any_transaction(carrier: Carrier) -> None:
    def look(_message: OutboxMessage) -> Outcome:
        with transaction.atomic(durable=True):
            return Outcome.ok()

    carrier.script = look
    message = owe("a1")
    delivery.drain("oss")
    assert state_of(message) == ("done", 1)


def test_an_effect_that_fails_leaves_the_message_to_be_tried_again(carrier: Carrier) -> None:
    def broken() -> None:
        book.record("half.done", subject="application:1", who=book.SYSTEM)
        raise ZeroDivisionError

    carrier.answers = [Outcome.ok(apply=broken)]
    message = owe("a1")
    delivery.drain("oss")
    message.refresh_from_db()
    assert (message.state, message.last_class, message.last_error) == ("pending", "unknown", "ZeroDivisionError")
    assert not book.of("application:1").exists()


def test_a_handler_that_raises_is_tried_again(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.answers = [ZeroDivisionError("rahasia")]
    message = owe("a1")
    delivery.drain("oss")
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("pending", "ZeroDivisionError")
    clock.shift(301)
    delivery.drain("oss")
    assert state_of(message) == ("done", 2)


def test_what_cannot_be_begun_within_its_lease_goes_back_untried(
    carrier: Carrier, clock: time_machine.Traveller
) -> None:
    def slow(_message: OutboxMessage) -> Outcome:
        clock.shift(9)
        return Outcome.ok()

    carrier.script = slow
    messages = [owe(f"m{number}", f"application:{number}") for number in range(4)]
    assert delivery.carry(claim("oss"), lambda: False) == 2
    assert [state_of(message) for message in messages] == [("done", 1), ("done", 1), ("pending", 0), ("pending", 0)]
