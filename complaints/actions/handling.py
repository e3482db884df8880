"""What the desk does, stage by stage a-g, and the ways out. Each act is one step of the table."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from complaints import workflow
from complaints.life import clocks, merged
from complaints.models import Complaint, Forwarding
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from complaints.terms import Lane, Route
from complaints.workflow import Refused
from foundation.calendar import days
from foundation.numbers import counter

REPLY_WORKING_DAYS = 10  # LAPOR!: the complainant may answer within ten days, then it is closed
COLUMNS = ("kind", "category", "subject", "weight", "priority", "route", "handler", "agency")
Given = dict[str, Any]


def plain(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """A step that only moves: check, find complete, ask, supply, restore, hand over."""
    return workflow.advance(complaint, step, actor=actor, note=given.get("note", ""), text=given.get("text", ""))


def classify(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Stage c: kind, category, object, weight, priority, and who studies it. To the inspectorate: out of sight."""
    facts = routed(complaint, given, actor)
    changes = {name: facts[name] for name in COLUMNS if name in facts}
    if complaint.lane == Lane.OFFICE and facts.get("route") == Route.INSPECTORATE:
        changes["lane"] = Lane.INSPECTORATE
    return workflow.advance(complaint, step, actor=actor, note=given.get("note", ""), facts=facts, **changes)


def routed(complaint: Complaint, given: Given, actor: Actor) -> Given:
    """The facts with the route that its lane allows: outside the office it stays with whoever has it."""
    if complaint.lane != Lane.OFFICE:
        own = Route.INSPECTORATE if complaint.lane == Lane.INSPECTORATE else Route.OFFICER
        return {**given, "route": own, "handler": User.objects.get(pk=actor.account), "agency": None}
    route = given.get("route")
    handler = given.get("handler") if route == Route.OFFICER else None
    agency = given.get("agency") if route == Route.AGENCY else None
    return {**given, "handler": handler, "agency": agency}


@transaction.atomic
def extend(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Lengthen the limit once, with a written reason (UU 14/2008: 7 working days); the complainant is told."""
    workflow.advance(complaint, step, actor=actor, note=given["note"], text=given["text"])
    if not clocks.extend(complaint):
        raise Refused(_("Batas waktu pengaduan ini tidak dapat diperpanjang (lagi)."))
    clocks.write_due(complaint)
    return complaint


def answer(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Stage d to e: the answer goes out, with the doors that stay open; ten working days to reply begin."""
    until = days.due_on(timezone.localdate(), REPLY_WORKING_DAYS)
    return workflow.advance(
        complaint, step, actor=actor, text=given["text"], facts={"outcome": given.get("outcome")},
        outcome=given.get("outcome") or "", answered_at=timezone.now(), reply_until=until,
    )  # fmt: skip


@transaction.atomic
def report(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Stage f to g: the result is reported to the complainant (and read by the head); follow-up is planned."""
    workflow.advance(complaint, step, actor=actor, text=given["text"], note=given.get("note", ""))
    return keep_follow_up(complaint, given)


@transaction.atomic
def evaluate(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Stage g: what monitoring and evaluation found; the passage is complete."""
    workflow.advance(complaint, step, actor=actor, note=given["note"], evaluated_at=timezone.now())
    return keep_follow_up(complaint, given)


def keep_follow_up(complaint: Complaint, given: Given) -> Complaint:
    """The plan of follow-up, encrypted as it is written by save()."""
    if plan := (given.get("follow_up") or "").strip():
        complaint.follow_up = plan
        complaint.save(update_fields=["follow_up"])
    return complaint


def archive(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Put spam or an unreadable paper away, with a reason; it can be brought back."""
    reason = given.get("reason") or ""
    return workflow.advance(
        complaint, step, actor=actor, note=given["note"], facts={"reason": reason}, archive_reason=reason
    )


@transaction.atomic
def merge(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """The same matter twice: this one ends, the other goes on and answers the senders of both."""
    number = given.get("other", "").strip().upper()
    found = visible_to(actor).filter(number=number).exclude(pk=complaint.pk).first() if number else None
    other = held(complaint, found) if found else None
    if number and (other is None or other.lane != complaint.lane or other.state in workflow.STOPPED):
        raise Refused(_("Pengaduan tujuan tidak ditemukan. Periksa nomornya."))
    workflow.advance(
        complaint, step, actor=actor, note=given.get("note", ""), facts={"other": number}, merged_into=other
    )
    if other is not None:
        merged.take_over(complaint, other)
        merged.catch_up(complaint, other)
    return complaint


def held(complaint: Complaint, other: Complaint) -> Complaint:
    """``other`` as it stands now, both rows ours until the end: two that are merged crosswise must not both end."""
    rows = Complaint.objects.select_for_update().filter(pk__in=(complaint.pk, other.pk)).order_by("pk")
    return next(row for row in rows if row.pk == other.pk)


@transaction.atomic
def forward(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """To another institution, with a letter of our own number. The complainant's identity stays unless it may go."""
    workflow.advance(
        complaint, step, actor=actor, note=given["note"], facts={"institution": given.get("institution", "")}
    )
    now = timezone.now()
    year = counter.year(now)
    Forwarding.objects.create(
        complaint=complaint, institution=given["institution"], address=given.get("address", ""), reason=given["note"],
        with_identity=bool(given.get("with_identity")) and not complaint.is_anonymous,
        number=f"PENERUSAN/{counter.draw('complaint-forwarding', year):04d}/{year}",
        forwarded_by_id=actor.account, forwarded_at=now,
    )  # fmt: skip
    return complaint


Act = Callable[..., Complaint]
ACTS: dict[Step, Act] = {
    Step.CHECK: plain,
    Step.FIND_COMPLETE: plain,
    Step.ASK: plain,
    Step.SUPPLY: plain,
    Step.CLASSIFY: classify,
    Step.REROUTE: classify,
    Step.EXTEND: extend,
    Step.ANSWER: answer,
    Step.ADMINISTER: plain,
    Step.REPORT: report,
    Step.EVALUATE: evaluate,
    Step.ARCHIVE: archive,
    Step.RESTORE: plain,
    Step.MERGE: merge,
    Step.FORWARD: forward,
    Step.HAND_OVER: plain,
}


def take(complaint: Complaint, step: Step, given: Given, *, actor: Actor) -> Complaint:
    """Take one step of the desk with what its form says. Raises Refused."""
    return ACTS[step](complaint, step, given, actor=actor)
