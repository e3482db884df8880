"""What follows from each class of outcome: when it is tried again, when it dies, when the way out rests."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.journal import book
from foundation.outbox import delivery
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.outcomes import Outcome
from foundation.pulse.leases import back_off
from tests.foundation.outbox.conftest import Carrier, owe, state_of

pytestmark = pytest.mark.django_db


def seconds_until(message: OutboxMessage) -> float:
    message.refresh_from_db()
    return (message.next_at - timezone.now()).total_seconds()


@given(st.integers(min_value=0, max_value=10_000))
def test_back_off_has_full_jitter_below_a_doubling_ceiling(attempts: int) -> None:
    wait = back_off(attempts).total_seconds()
    assert 0 <= wait <= min(300.0, 2.0 * 2.0 ** min(attempts, 10))


def test_an_unknown_outcome_keeps_the_quiet_period(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.answers = [Outcome.unknown("tidak ada jawaban")]
    message = owe("a1")
    delivery.drain("oss")
    assert seconds_until(message) >= 30


def test_a_message_that_is_refused_dies_at_once_and_the_journal_says_so(carrier: Carrier) -> None:
    applied: list[str] = []
    carrier.answers = [Outcome.permanent("id_izin 3271010101900001 tidak dikenal", apply=lambda: applied.append("x"))]
    message = owe("a1")
    delivery.drain("oss")
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_class) == ("dead", 1, "permanent")
    assert message.last_error == "id_izin [16 angka …01] tidak dikenal"
    assert applied == ["x"]
    entry = book.of("application:1").get()
    assert (entry.kind, entry.data["class"], entry.note) == ("outbox.dead", "permanent", message.last_error)


def test_after_seven_days_of_trying_a_message_dies(carrier: Carrier, clock: time_machine.Traveller) -> None:
    message = owe("a1")
    carrier.script = lambda _message: Outcome.transient("OSS menjawab 503.")
    delivery.drain("oss")
    clock.shift(timedelta(days=6, hours=23))
    delivery.drain("oss")
    assert state_of(message)[0] == "pending"
    clock.shift(timedelta(hours=2))
    delivery.drain("oss")
    message.refresh_from_db()
    assert message.state == "dead"
    assert "Tujuh hari" in message.last_error


def test_an_outage_of_a_week_kills_nothing_that_was_not_tried(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.script = lambda _message: Outcome.transient("tidak tersambung")
    messages = [owe(f"m{number}", f"application:{number}") for number in range(30)]
    delivery.drain("oss")
    for _day in range(8):
        clock.shift(timedelta(days=1))
        delivery.drain("oss")
    untried = [message for message in messages if state_of(message) == ("pending", 0)]
    assert len(untried) >= 20


def test_a_handler_that_is_too_early_uses_no_attempt(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.answers = [Outcome.later("masa tenang", seconds=12)]
    message = owe("a1")
    delivery.drain("oss")
    assert state_of(message) == ("pending", 0)
    assert seconds_until(message) == 12
    assert message.first_tried_at is None


def test_five_failures_in_a_row_break_the_circuit_and_nothing_more_is_claimed(
    carrier: Carrier, clock: time_machine.Traveller
) -> None:
    carrier.script = lambda _message: Outcome.transient("tidak tersambung")
    messages = [owe(f"m{number}", f"application:{number}") for number in range(12)]
    delivery.drain("oss")
    assert len(carrier.carried) == 5
    assert sum(state_of(message)[1] for message in messages) == 5, "the rest of the batch went back untried"
    clock.shift(4)
    assert delivery.drain("oss") == 0


def test_one_message_probes_a_broken_circuit_and_its_success_brings_the_others_forward(
    carrier: Carrier, clock: time_machine.Traveller
) -> None:
    carrier.script = lambda _message: Outcome.transient("tidak tersambung")
    for number in range(12):
        owe(f"m{number}", f"application:{number}")
    delivery.drain("oss")
    OutboxMessage.objects.filter(attempts=1).update(next_at=timezone.now() + timedelta(seconds=250))
    clock.shift(6)
    assert delivery.drain("oss") == 1, "a failing probe goes alone"
    clock.shift(11)
    carrier.script = None
    assert delivery.drain("oss") == 12, "the good probe opens the way, and whoever waited for it goes at once"
    assert not OutboxMessage.objects.exclude(state="done").exists()
    assert Circuit.objects.get().state == "closed"


def test_probes_of_a_dead_endpoint_are_never_more_than_a_minute_apart(
    carrier: Carrier, clock: time_machine.Traveller
) -> None:
    carrier.script = lambda _message: Outcome.transient("tidak tersambung")
    for number in range(40):
        owe(f"m{number}", f"application:{number}")
    delivery.drain("oss")
    for _probe in range(12):
        clock.shift(61)
        assert delivery.drain("oss") == 1


def test_another_endpoint_of_the_channel_stays_open(carrier: Carrier, clock: time_machine.Traveller) -> None:
    def half(message: OutboxMessage) -> Outcome:
        return Outcome.transient("mati") if message.endpoint == "email" else Outcome.ok()

    carrier.script = half
    for number in range(7):
        owe(f"e{number}", f"person:{number}", channel="message", endpoint="email")
    delivery.drain("message")
    late = owe("w", "person:99", channel="message", endpoint="whatsapp")
    delivery.drain("message")
    assert state_of(late) == ("done", 1)
    assert carrier.carried.count("w") == 1
    assert len(carrier.carried) == 6


def test_429_rests_the_whole_endpoint_for_as_long_as_it_says(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.answers = [Outcome.throttled("terlalu sering", retry_after=90)]
    owe("a1")
    owe("b1", "application:2")
    assert delivery.drain("oss") == 1
    clock.shift(89)
    assert delivery.drain("oss") == 0
    clock.shift(2)
    assert delivery.drain("oss") == 2


def test_refused_credentials_break_the_circuit_at_once(carrier: Carrier, clock: time_machine.Traveller) -> None:
    carrier.answers = [Outcome.auth("user_key ditolak")]
    owe("a1")
    owe("b1", "application:2")
    assert delivery.drain("oss") == 1
    assert Circuit.objects.get().reason == "auth"
    clock.shift(61)
    assert delivery.drain("oss") == 2


def test_a_bug_of_ours_is_not_blamed_on_the_way_out(carrier: Carrier, clock: time_machine.Traveller) -> None:
    def broken(_message: OutboxMessage) -> Outcome:
        raise ZeroDivisionError

    carrier.script = broken
    for number in range(7):
        owe(f"m{number}", f"application:{number}")
    assert delivery.drain("oss") == 7
    assert not Circuit.objects.exists()


def test_a_success_forgets_earlier_failures(carrier: Carrier, clock: time_machine.Traveller) -> None:
    for round_of_four in range(3):
        carrier.answers = [Outcome.transient("503")] * 4
        for number in range(5):
            owe(f"m{number}", f"application:{round_of_four}{number}")
        delivery.drain("oss")
        clock.shift(301)
        delivery.drain("oss")
    assert Circuit.objects.get().state == "closed"
    assert not OutboxMessage.objects.exclude(state="done").exists()


def test_a_success_right_behind_a_failure_of_the_same_batch_forgets_it(carrier: Carrier) -> None:
    carrier.answers = [Outcome.ok(), Outcome.transient("503"), Outcome.ok()]
    for number in range(3):
        owe(f"m{number}", f"application:{number}")
    assert delivery.drain("oss") == 3
    assert (Circuit.objects.get().state, Circuit.objects.get().failures) == ("closed", 0)
