"""What the desk may do with a dead message, and what the journal keeps of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.journal import book
from foundation.journal.who import Who
from foundation.outbox import acts, delivery
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Outcome
from foundation.outbox.retention import forget_payloads
from foundation.pulse.models import DueTask
from tests.foundation.outbox.conftest import Carrier, owe, state_of

pytestmark = pytest.mark.django_db
ADMIN = Who(user_id=1, role="admin", name="Bu Dian", channel="web")
HEAD = Who(user_id=2, role="head", name="Pak Kepala", channel="web")


@pytest.fixture
def line(carrier: Carrier) -> list[OutboxMessage]:
    """Three messages of one subject; the first died."""
    messages = [owe("a1"), owe("a2"), owe("a3")]
    carrier.answers = [Outcome.permanent("ditolak")]
    delivery.drain("oss")
    return messages


def test_trying_again_begins_anew_and_frees_the_line(line: list[OutboxMessage], carrier: Carrier) -> None:
    reference = line[0].reference
    acts.retry(line[0], who=ADMIN, reason="OSS sudah memperbaiki datanya.")
    delivery.drain("oss")
    assert carrier.carried == ["a1", "a1", "a2", "a3"]
    assert state_of(line[0]) == ("done", 1)
    assert line[0].reference == reference
    entry = book.of("application:1").last()
    assert (entry.kind, entry.user_id, entry.note) == ("outbox.retried", 1, "OSS sudah memperbaiki datanya.")


def test_skipping_needs_a_second_person(line: list[OutboxMessage], carrier: Carrier) -> None:
    for second in (ADMIN, Who()):
        with pytest.raises(acts.NotPossible, match="orang kedua"):
            acts.skip(line[0], who=ADMIN, second=second, reason="Sudah diketik di oss.go.id.")
    acts.skip(line[0], who=ADMIN, second=HEAD, reason="Sudah diketik di oss.go.id.")
    delivery.drain("oss")
    assert carrier.carried == ["a1", "a2", "a3"]
    assert state_of(line[0]) == ("skipped", 1)
    assert book.of("application:1").last().data["second"] == {"user_id": 2, "name": "Pak Kepala"}


def test_a_replaced_message_keeps_its_place_and_gets_a_new_reference(
    line: list[OutboxMessage], carrier: Carrier
) -> None:
    reference = line[0].reference
    old = acts.supersede(line[0], payload={"name": "a1-baru"}, who=ADMIN, reason="Nomor diperbaiki.")
    delivery.drain("oss")
    assert carrier.carried == ["a1", "a1-baru", "a2", "a3"]
    line[0].refresh_from_db()
    assert line[0].reference != reference
    old.refresh_from_db()
    assert (old.state, old.reference, old.payload, old.superseded_by_id) == (
        "superseded",
        reference,
        {"name": "a1"},
        line[0].pk,
    )


@pytest.mark.parametrize("position", [1, 2])
def test_a_waiting_message_is_not_for_the_desk(line: list[OutboxMessage], position: int) -> None:
    with pytest.raises(acts.NotPossible):
        acts.retry(line[position], who=ADMIN, reason="coba")
    with pytest.raises(acts.NotPossible):
        acts.skip(line[position], who=ADMIN, second=HEAD, reason="coba")
    with pytest.raises(acts.NotPossible):
        acts.supersede(line[position], payload={}, who=ADMIN, reason="coba")
    assert state_of(line[position])[0] == "pending"


def test_every_act_wants_its_reason(line: list[OutboxMessage]) -> None:
    with pytest.raises(acts.NotPossible, match="alasan"):
        acts.retry(line[0], who=ADMIN, reason=" ")
    assert state_of(line[0])[0] == "dead"


def test_delivered_content_is_forgotten_after_ninety_days_and_dead_content_is_kept(
    line: list[OutboxMessage], carrier: Carrier
) -> None:
    done = owe("b1", "application:2")
    delivery.drain("oss")
    OutboxMessage.objects.filter(state__in=["done", "dead"]).update(done_at=timezone.now() - timedelta(days=91))
    forget_payloads(DueTask())
    done.refresh_from_db()
    line[0].refresh_from_db()
    assert (done.state, done.payload, line[0].payload) == ("done", {}, {"name": "a1"})
