"""Status, journal, message to OSS and letters are kept together or not at all."""

from typing import Any

import pytest
from django.db import transaction

from accounts.actors import OSS, SYSTEM, Actor
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing import workflow
from licensing.life.steps import RULES, Step
from licensing.models import Application
from licensing.terms import Status
from licensing.workflow import Refused, advance, why_not
from tests.licensing.table import standing_at, supply_facts
from tests.people import Town, town

pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def people() -> Town:
    return town()


def test_a_stale_copy_is_refused_and_changes_nothing(people: Town) -> None:
    file = standing_at(S.COMPLETE, people)
    stale = Application.objects.get(pk=file.pk)
    advance(file, Step.CLAIM, actor=people.actor("sari"), reviewer_id=people.sari.pk)
    Application.objects.filter(pk=file.pk).update(status=S.COMPLETE)
    with pytest.raises(Refused, match="baru saja diubah orang lain"):
        advance(stale, Step.CLAIM, actor=people.actor("tono"), reviewer_id=people.tono.pk)
    file.refresh_from_db()
    assert file.reviewer == people.sari


def test_a_step_writes_status_journal_outbox_and_letters_together(people: Town) -> None:
    file = standing_at(S.COMPLETE, people)
    advance(file, Step.CLAIM, actor=people.actor("sari"), reviewer_id=people.sari.pk)
    entry = book.of(file.subject).get()
    assert (entry.kind, entry.name, entry.role) == ("application.claim", "Sari Dewi", "reviewer")
    assert entry.data == {"from": "complete", "to": "verifying", "version": 1}
    message = OutboxMessage.objects.get(channel="oss")
    assert (message.subject, message.kind, message.key) == (file.subject, "step.claim", f"{file.subject}:v1")
    assert message.payload["from"] == "complete"
    assert OutboxMessage.objects.filter(channel="message", kind="verifying").exists()


@pytest.mark.parametrize("broken", ["post", "book.record", "notices.tell"])
def test_when_any_part_fails_nothing_is_kept(broken: str, people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    file = standing_at(S.COMPLETE, people)

    def fail(*_a: Any, **_k: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(f"licensing.workflow.{broken}", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        advance(file, Step.CLAIM, actor=people.actor("sari"), reviewer_id=people.sari.pk)
    kept = Application.objects.get(pk=file.pk)
    assert (kept.word, kept.version, kept.reviewer) == (S.COMPLETE, 0, None)
    assert not book.of(file.subject).exists()
    assert not OutboxMessage.objects.exists()


def test_a_step_that_oss_does_not_hear_of_writes_no_message(people: Town) -> None:
    for step, rule in RULES.items():
        file = standing_at(sorted(rule.sources)[0], people, number=f"PB-{step}"[:20])
        taker = next((a for a in everybody_once(people) if not why_not(file, step, a)), None)
        if taker is None:
            continue
        facts = supply_facts(file, step)
        file.refresh_from_db()
        workflow.advance(file, step, actor=taker, **facts)
        assert OutboxMessage.objects.filter(channel="oss", subject=file.subject).exists() == rule.tells_oss, step


def everybody_once(people: Town) -> list[Actor]:
    """The people who act, without a new Plh each time."""
    return [people.actor(name) for name in ("budi", "dedi", "sari", "tono", "kadis")] + [OSS, SYSTEM]
