"""A file lives a random life: whatever people try, in whatever order, the promises of the table hold."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.actors import OSS, SYSTEM, Actor
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing import workflow
from licensing.life.steps import RULES, Step
from licensing.models import Application
from licensing.terms import Authority, Risk, Status
from licensing.workflow import Refused
from tests.licensing.table import standing_at, supply_facts
from tests.people import Town, town

pytestmark = pytest.mark.django_db
NAMES = ("budi", "rina", "wulan", "dedi", "sari", "tono", "hendra", "kadis", "oss", "system")
DECISIONS = {Step.APPROVE, Step.REJECT}
SIGNATURES = {Step.ISSUE, Step.REFUSE}


class Life(RuleBasedStateMachine):
    """The model is plain: a status, a count of steps taken, and who decided and signed last."""

    people: Town

    @initialize(ours=st.booleans(), risk=st.sampled_from(list(Risk)), start=st.sampled_from(
        [Status.DRAFT, Status.NIB_REQUESTED, Status.FULFILLING, Status.COMPLETE, Status.APPROVED]))  # fmt: skip
    def born(self, ours: bool, risk: Risk, start: Status) -> None:
        self.savepoint = transaction.savepoint()
        authority = Authority.REGENT if ours else Authority.MINISTER
        self.file = standing_at(start, self.people, is_ours=ours, authority=authority, risk=risk)
        self.status, self.taken, self.told = start, 0, 0
        self.decided_by = self.file.decided_by_id
        self.signed_by: int | None = None
        self.cast = {name: self.people.actor(name) for name in NAMES[:-2]} | {"oss": OSS, "system": SYSTEM}

    @rule(step=st.sampled_from(list(Step)), name=st.sampled_from(NAMES), is_stale=st.booleans())
    def somebody_tries(self, step: Step, name: str, is_stale: bool) -> None:
        self.attempt(step, self.cast[name], stale=is_stale and self.taken > 0)

    @rule(data=st.data())
    def somebody_takes_an_open_step(self, data: st.DataObject) -> None:
        """Random people alone would seldom get far: here someone who may act does."""
        doors = [(step, name) for name, actor in self.cast.items() for step in workflow.open_steps(self.fresh(), actor)]
        if doors:
            step, name = data.draw(st.sampled_from(doors))
            self.attempt(step, self.cast[name], stale=False)

    def fresh(self) -> Application:
        return Application.objects.get(pk=self.file.pk)

    def attempt(self, step: Step, actor: Actor, *, stale: bool) -> None:
        facts = supply_facts(self.fresh(), step)
        copy = self.fresh()
        if stale:
            copy.version -= 1
        offered = not workflow.why_not(self.fresh(), step, actor)
        facts |= self.columns(step, actor)
        if stale or not offered:
            with pytest.raises(Refused, match=r"\w"):
                workflow.advance(copy, step, actor=actor, **facts)
            return
        workflow.advance(copy, step, actor=actor, **facts)
        assert self.status in RULES[step].sources, "only moves of the table"
        self.status = RULES[step].target
        self.taken += 1
        self.told += RULES[step].tells_oss

    def columns(self, step: Step, actor: Actor) -> dict[str, Any]:
        """What the actions write beside the status."""
        now, me = timezone.now(), actor.user_id
        if step in {Step.CLAIM, Step.TAKE_OVER, Step.TAKE_OVER_VISIT}:
            return {"reviewer_id": me}
        if step in DECISIONS:
            return {"decided_by_id": me, "decided_at": now}
        if step in SIGNATURES:
            return {"signed_by_id": me, "signed_at": now}
        if step is Step.SEND_BACK:
            return {"decided_by": None, "decided_at": None}
        if step is Step.UNDO_ISSUE:
            return {"signed_by": None, "signed_at": None}
        if step in {Step.ASK_CORRECTION, Step.ASK_AFRESH}:
            return {"correction_round": self.fresh().correction_round + 1}
        return {"uploads_open": True} if step is Step.ASK_ELSEWHERE else {}

    @invariant()
    def the_row_is_where_the_model_is(self) -> None:
        if not hasattr(self, "file"):
            return
        row = self.fresh()
        entries = list(book.of(row.subject))
        assert (row.word, row.version, len(entries)) == (self.status, self.taken, self.taken)
        assert [entry.data["version"] for entry in entries] == list(range(1, self.taken + 1))
        steps = [Step(entry.kind.partition(".")[2]) for entry in entries]
        for before, after in pairwise(entries):
            assert before.data["to"] == after.data["from"]
        for entry, step in zip(entries, steps, strict=True):
            assert entry.role == "oss" or step is not Step.EXPIRE

    @invariant()
    def two_decisions_are_two_people_and_rounds_are_counted(self) -> None:
        if not hasattr(self, "file"):
            return
        row = self.fresh()
        assert row.decided_by_id is None or row.decided_by_id != row.signed_by_id
        assert row.correction_round <= 2
        if not row.is_ours and self.taken:
            assert row.signed_by_id is None, "no verdict outside our authority"
        assert row.number or row.status in {Status.DRAFT, Status.WITHDRAWN}

    @invariant()
    def oss_hears_every_step_that_it_must_once(self) -> None:
        if hasattr(self, "file"):
            rows = OutboxMessage.objects.filter(channel="oss", subject=self.file.subject)
            assert rows.count() == self.told
            assert len(set(rows.values_list("key", flat=True))) == self.told

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


def test_whatever_people_try_the_table_holds() -> None:
    Life.people = town()
    limits = settings(
        max_examples=15, stateful_step_count=15, deadline=None, database=None,
        phases=[Phase.generate],  # a failing life is short enough to read; making it shorter takes minutes
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=limits)
