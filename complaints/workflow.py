"""The life of a complaint: the only writer of its stage, state and lane.

``advance()`` takes one step or refuses with a sentence; the table is in rules/steps.py. Stage, passage, clocks,
message, journal entry and letters are written in one transaction by a conditional UPDATE whose row count
decides, so two desks can never both win. The journal is told that it happened, never what was said.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from complaints.life import clocks, letters, merged, talk
from complaints.life.guards import Why, missing, refusal
from complaints.models import Complaint, Message
from complaints.rules.steps import RULES, Rule, Step
from complaints.terms import Lane, State
from foundation.journal import book
from foundation.journal.who import Who

STOPPED = frozenset({State.WITHDRAWN, State.ARCHIVED, State.MERGED, State.FORWARDED})


class Refused(Exception):
    """The step is not open; the text is the sentence that the person reads."""


def why_not(complaint: Complaint, step: Step, actor: Actor, *, as_sender: bool = False) -> Why:
    """Why may this actor not take this step now? Empty means it may be offered."""
    return refusal(RULES[step], complaint, actor, as_sender=as_sender)


def open_steps(complaint: Complaint, actor: Actor, *, as_sender: bool = False) -> list[Step]:
    """The steps that may be taken now, in the table's order."""
    return [step for step in RULES if not why_not(complaint, step, actor, as_sender=as_sender)]


@transaction.atomic
def begin(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Stage a: a new complaint is written down, its clocks start, the journal knows."""
    complaint.save(force_insert=True)
    clocks.begin_passage(complaint, complaint.created_at, quiet(complaint, actor))
    clocks.enter(complaint, complaint.stage, complaint.created_at)
    clocks.write_due(complaint)
    book.record(
        "complaint.received",
        subject=complaint.mark,
        who=quiet(complaint, actor),
        data={"channel": complaint.channel, "kind": complaint.kind, "digest": complaint.digest},
    )
    letters.warn(complaint, "complaint_staff_new", key=f"{complaint.mark}:new", roles=letters.desk(complaint))
    return complaint


@transaction.atomic
def advance(
    complaint: Complaint,
    step: Step,
    *,
    actor: Actor,
    as_sender: bool = False,
    note: str = "",
    text: str = "",
    facts: dict[str, Any] | None = None,
    files: tuple[Any, ...] = (),
    **changes: Any,
) -> Complaint:
    """Take one step.

    ``as_sender``: whoever acts has shown number and code (or is the signed-in complainant). ``note`` stays at the
    desk; ``text`` and ``files`` go into the dialogue; ``facts`` are what the step needs; ``changes`` are columns
    written with it.

    Raises:
        Refused: with the sentence: table, actor or state forbid it, or somebody was faster.
    """
    rule, now = RULES[step], timezone.now()
    held = Complaint.objects.get(pk=complaint.pk)
    given = {"note": note, "text": text, **(facts or {})}
    why = refusal(rule, held, actor, as_sender=as_sender) or missing(rule, held, given)
    if why:
        raise Refused(str(why))
    if held.version != complaint.version:
        raise Refused(overtaken())
    write(held, rule, now, changes)
    complaint.refresh_from_db()
    move_clocks(complaint, rule, now, actor, note)
    who = quiet(complaint, actor) if as_sender else actor
    message = talk.said(complaint, step, actor=actor, as_sender=as_sender, text=text, note=note, files=files)
    facts_told = {"from": held.stage, "to": complaint.stage, "state": complaint.state, "version": complaint.version}
    book.record(f"complaint.{step.value}", subject=complaint.mark, who=who, data=facts_told)
    tell(complaint, rule, message, as_sender=as_sender)
    if step in merged.LEFT:
        go_on_without(complaint, now)
    return complaint


def tell(complaint: Complaint, rule: Rule, message: Message | None, *, as_sender: bool) -> None:
    """Its sender, the senders of those merged into it, and the desk hear of the step."""
    letters.tell(complaint, rule.letter, step=rule.step, message=message)
    merged.share(complaint, rule.step, rule.letter, message)
    letters.tell_staff(complaint, rule.step, as_sender=as_sender)


def write(held: Complaint, rule: Rule, now: datetime, changes: dict[str, Any]) -> None:
    """UPDATE … WHERE id, version, stage, state, lane: the row count says whether we were first."""
    values: dict[str, Any] = {
        "stage": rule.target or held.stage,
        "state": rule.state or held.state,
        "lane": rule.lane or held.lane,
    }
    if rule.state in STOPPED | {State.CLOSED}:
        values["closed_at"] = now
    elif rule.state == State.OPEN:
        values |= {"closed_at": None, "ending": ""}
    where = {"version": held.version, "stage": held.stage, "state": held.state, "lane": held.lane}
    rows = Complaint.objects.filter(pk=held.pk, **where)
    if rows.update(**{**values, **changes, "version": held.version + 1}) != 1:
        raise Refused(overtaken())
    if (lane := changes.get("lane") or values["lane"]) != held.lane:
        merged.others(held).update(lane=lane)  # what was merged into it goes out of sight with it


def go_on_without(complaint: Complaint, now: datetime) -> None:
    """Its sender took it back, yet it spoke for others: the oldest of them runs again and speaks for the rest."""
    heir = merged.others(complaint).first()
    if heir is None:
        return
    fresh = {"state": State.OPEN, "merged_into": None, "closed_at": None, "version": heir.version + 1}
    Complaint.objects.filter(pk=heir.pk).update(**fresh)
    heir.refresh_from_db()
    merged.take_over(complaint, heir)
    clocks.take_up(heir, now)
    clocks.write_due(heir)
    book.record("complaint.goes_on", subject=heir.mark, who=SYSTEM, data={"instead_of": complaint.number})
    letters.warn(heir, "complaint_staff_new", key=f"{heir.mark}:{heir.version}:again", roles=letters.desk(heir))


def move_clocks(complaint: Complaint, rule: Rule, now: datetime, actor: Actor, note: str) -> None:
    """Passage and limits follow the step."""
    if rule.target:
        clocks.begin_passage(complaint, now, actor, note)
        clocks.enter(complaint, complaint.stage, now)
    if rule.clock == "pause":
        clocks.pause(complaint, now)
    elif rule.clock == "resume":
        clocks.resume(complaint, now)
    if complaint.state in STOPPED:
        clocks.end_all(complaint, now)
    elif rule.step in {Step.RESTORE, Step.REROUTE, Step.CLASSIFY}:
        clocks.take_up(complaint, now)
    clocks.write_due(complaint)


def quiet(complaint: Complaint, actor: Actor) -> Who:
    """The doer as the journal may know a complainant: by name only when the identity is no secret."""
    if not actor.is_staff and (complaint.is_anonymous or complaint.lane == Lane.WHISTLE):
        return Who(role="", name="", channel=actor.channel)
    return actor


def overtaken() -> str:
    """Somebody else was faster."""
    return _("Pengaduan ini baru saja diubah orang lain. Muat ulang halaman, lalu periksa lagi.")
