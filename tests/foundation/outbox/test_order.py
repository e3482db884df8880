"""Messages of one subject leave strictly in order; subjects never wait for each other."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from foundation.outbox import delivery
from foundation.outbox.claims import claim
from foundation.outbox.outcomes import Outcome
from foundation.outbox.post import post
from tests.foundation.outbox.conftest import Carrier, owe, state_of

pytestmark = pytest.mark.django_db


def test_only_the_oldest_message_of_a_subject_may_go() -> None:
    owe("a1", "application:1")
    owe("a2", "application:1")
    owe("b1", "application:2")
    assert [message.payload["name"] for message in claim("oss")] == ["a1", "b1"]
    assert claim("oss") == []


def test_a_drain_carries_everything_in_order(carrier: Carrier) -> None:
    for name in ("a1", "a2", "a3"):
        owe(name)
    assert delivery.drain("oss") == 3
    assert carrier.carried == ["a1", "a2", "a3"]


def test_a_failed_message_holds_back_the_later_ones_of_its_subject_only(
    carrier: Carrier, clock: time_machine.Traveller
) -> None:
    first, second = owe("a1"), owe("a2")
    owe("b1", "application:2")
    carrier.answers = [Outcome.transient("OSS menjawab 503.")]
    delivery.drain("oss")
    assert carrier.carried == ["a1", "b1"]
    assert state_of(second) == ("pending", 0)
    clock.shift(301)
    delivery.drain("oss")
    assert carrier.carried == ["a1", "b1", "a1", "a2"]
    assert state_of(first) == ("done", 2)


def test_a_message_for_later_holds_its_place_in_the_line(clock: time_machine.Traveller) -> None:
    post(
        "oss", subject="application:1", kind="k", payload={"name": "a1"}, not_before=timezone.now() + timedelta(hours=1)
    )
    owe("a2")
    assert claim("oss") == []
    clock.shift(3601)
    assert [message.payload["name"] for message in claim("oss")] == ["a1"]


def test_a_dead_message_to_oss_holds_back_what_follows(carrier: Carrier) -> None:
    first, second = owe("a1"), owe("a2")
    carrier.answers = [Outcome.permanent("id_izin tidak dikenal")]
    delivery.drain("oss")
    assert (state_of(first), state_of(second)) == (("dead", 1), ("pending", 0))
    assert carrier.carried == ["a1"]


def test_a_dead_letter_to_one_person_does_not_hold_back_the_next(carrier: Carrier) -> None:
    owe("mail", channel="message")
    owe("whatsapp", channel="message")
    carrier.answers = [Outcome.permanent("alamat tidak ada")]
    delivery.drain("message")
    assert carrier.carried == ["mail", "whatsapp"]


def test_a_channel_never_carries_the_messages_of_another(carrier: Carrier) -> None:
    owe("mail", channel="message")
    assert delivery.drain("oss") == 0
    assert carrier.carried == []


def test_the_sweep_leaves_fresh_messages_to_the_doorbell(carrier: Carrier, clock: time_machine.Traveller) -> None:
    owe("a1")
    assert delivery.sweep() == 0
    clock.shift(6)
    assert delivery.sweep() == 1
    assert carrier.carried == ["a1"]
