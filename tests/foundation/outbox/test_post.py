"""Posting: both or neither, once per key, unreadable at rest."""

import pytest
from django.db import connection, transaction

from foundation.outbox.models import OutboxMessage
from foundation.outbox.post import post
from foundation.pulse import doorbell
from tests.foundation.outbox.conftest import owe

pytestmark = pytest.mark.django_db


def test_a_message_is_kept_with_the_fact_or_not_at_all() -> None:
    with transaction.atomic():
        owe("first")
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_key_is_posted_once_and_the_first_content_stays() -> None:
    first = owe("first", key="status:12:7")
    again = owe("second", key="status:12:7")
    assert again.pk == first.pk
    assert again.payload == {"name": "first"}


def test_the_same_key_on_another_channel_is_another_message() -> None:
    assert owe("first", key="k").pk != owe("first", channel="message", key="k").pk


def test_messages_without_a_key_are_never_taken_for_each_other() -> None:
    assert owe("first").pk != owe("first").pk


def test_a_channel_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        post("pigeon", subject="a:1", kind="k", payload={})


def test_the_payload_rests_encrypted() -> None:
    post("message", subject="a:1", kind="k", payload={"to": "kenari-penguji"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM outbox_outboxmessage")
        assert "kenari" not in cursor.fetchone()[0]


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    heard: list[tuple[str, ...]] = []
    monkeypatch.setattr(doorbell, "ring", lambda *ring: heard.append(ring))
    return heard


def test_the_bell_is_rung_only_after_the_commit(
    rings: list[tuple[str, ...]], django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        owe("first")
        assert rings == []
    assert rings == [("outbox.drain", "oss")]


def test_a_bell_that_breaks_never_fails_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    def broken(*_ring: str) -> None:
        raise OSError("no broker")

    monkeypatch.setattr(doorbell, "ring", broken)
    with django_capture_on_commit_callbacks(execute=True):
        owe("first")
    assert OutboxMessage.objects.count() == 1
