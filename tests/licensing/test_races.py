"""Two people at once, on PostgreSQL: one wins, the other reads a sentence, nothing is written twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.actors import Actor
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing import workflow
from licensing.actions import decide, register, submit, verify, withdraw
from licensing.life.steps import Rule
from licensing.models import Application, PelakuUsaha
from licensing.terms import Risk, Status, Verdict
from licensing.workflow import Refused
from tests.factories.drafts import answers, draft_of, offered
from tests.factories.files import show_everything
from tests.foundation.threads import all_at_once
from tests.licensing.table import GROUND, ground, standing_at
from tests.people import Town

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
S = Status
WON = ""


Act = Callable[[Application], object]


def together(file: Application, *acts: Act) -> list[str]:
    """Each act on its own copy, all starting at the same moment: "" for who won, else the sentence."""

    def one(number: int) -> str:
        copy = Application.objects.get(pk=file.pk)
        try:
            acts[number](copy)
        except Refused as no:
            return str(no)
        return WON

    return [str(answer) for answer in all_at_once(len(acts), one)]


def steps_of(file: Application) -> list[str]:
    """The steps in the journal, in order."""
    return [entry.kind.partition(".")[2] for entry in book.of(file.subject) if "to" in entry.data]


def assert_once(file: Application, answers_: list[str]) -> None:
    """One act happened: one journal entry, one message, one version; the others read why not."""
    assert answers_.count(WON) == 1, answers_
    assert all(why.endswith(".") for why in answers_ if why)
    file.refresh_from_db()
    assert (file.version, len(steps_of(file))) == (1, 1)
    assert OutboxMessage.objects.filter(channel="oss", subject=file.subject).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_reviewers_claim_at_once_and_one_has_the_file(turn: int, people: Town) -> None:
    file = standing_at(S.COMPLETE, people)
    claims = [lambda copy, who=who: verify.claim(copy, actor=people.actor(who)) for who in ("sari", "tono")]
    answers_ = together(file, *claims)
    assert_once(file, answers_)
    assert file.reviewer == (people.sari, people.tono)[answers_.index(WON)]


def reviewer_against_applicant(people: Town) -> tuple[Application, list[Act]]:
    file = standing_at(S.VERIFYING, people)
    show_everything(file)
    file.requirements.update(verdict=Verdict.MEETS)
    return file, [
        lambda copy: verify.approve(copy, actor=people.actor("sari")),
        lambda copy: withdraw.withdraw(copy, actor=people.actor("budi")),
    ]


@pytest.mark.parametrize("turn", range(3))
def test_approval_and_withdrawal_at_once_leave_one_of_the_two(turn: int, people: Town) -> None:
    file, acts = reviewer_against_applicant(people)
    answers_ = together(file, *acts)
    file.refresh_from_db()
    won = answers_.index(WON)
    assert answers_.count(WON) == 1
    assert file.word == (S.APPROVED, S.WITHDRAWN)[won]
    assert file.opinions.count() == (1, 0)[won], "no opinion of an approval that did not happen"
    assert steps_of(file) == [("approve", "withdraw")[won]]


def test_issue_and_refusal_at_once_are_one_decision(people: Town) -> None:
    ground()
    file = standing_at(S.APPROVED, people)
    kadis = people.actor("kadis")
    answers_ = together(
        file,
        lambda copy: decide.issue(copy, actor=kadis),
        lambda copy: decide.refuse(copy, actor=kadis, note="x", ground=GROUND),
    )
    assert_once(file, answers_)


def test_five_clicks_on_kirim_send_once(people: Town) -> None:
    scope = offered("85571", "Pelatihan", Risk.MEDIUM_HIGH, agency=people.naker)
    row = scope.risk_rows.get()
    file = standing_at(S.FULFILLING, people, row=row, answers=answers(scope))
    show_everything(file)
    answers_ = together(file, *[lambda copy: submit.submit(copy, actor=people.actor("budi"))] * 5)
    assert_once(file, answers_)
    assert file.documents.filter(kind="receipt").count() == 1
    assert OutboxMessage.objects.filter(channel="message", kind="submitted").count() == 2


def test_five_clicks_on_ajukan_nib_draw_one_number_for_one_business(people: Town) -> None:
    scope = offered("85571", "Pelatihan", Risk.MEDIUM_HIGH, agency=people.naker)
    file = draft_of(people.actor("budi"), answers(scope))
    answers_ = together(file, *[lambda copy: register.register(copy, actor=people.actor("budi"))] * 5)
    assert answers_.count(WON) == 1
    file.refresh_from_db()
    assert (str(file.number)[-6:], PelakuUsaha.objects.count()) == ("000001", 1)
    next_one = register.register(draft_of(people.actor("budi"), answers(scope)), actor=people.actor("budi"))
    assert str(next_one.number)[-6:] == "000002", "the losers drew no number"


def test_the_race_is_real_without_the_condition_both_would_win(people: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the same two claims with an UPDATE that asks neither status nor version."""

    def blind(held: Application, rule: Rule, changes: dict[str, Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        Application.objects.filter(pk=held.pk).update(status=rule.target, version=held.version + 1, **changes)

    monkeypatch.setattr(workflow, "write", blind)
    file = standing_at(S.COMPLETE, people)
    claims = [lambda copy, who=who: claim_without_key(copy, people.actor(who)) for who in ("sari", "tono")]
    assert together(file, *claims) == [WON, WON]
    assert len(steps_of(file)) == 2


def claim_without_key(copy: Application, actor: Actor) -> None:
    """A claim in its own transaction."""
    with transaction.atomic():
        verify.claim(copy, actor=actor)
