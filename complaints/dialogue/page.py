"""Everything that the complainant's page shows: where it stands, what is asked of whom, the messages, the doors."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import ANONYMOUS
from complaints.actions.dialogue import why_silent
from complaints.life import merged
from complaints.models import Clock, Complaint, Message, StagePassage
from complaints.queries.desk import dialogue
from complaints.rules import limits
from complaints.rules.steps import Step
from complaints.terms import MessageKind, Side, Stage, State
from complaints.workflow import why_not

TONES = {State.OPEN: "busy", State.WAITING: "action", State.CLOSED: "good", State.FORWARDED: "busy"}
ASKED = frozenset({MessageKind.REQUEST})
SAYS_MORE = frozenset({MessageKind.ANSWER, MessageKind.REPORT, MessageKind.REQUEST, MessageKind.NOTICE})


def of(complaint: Complaint) -> dict[str, Any]:
    """The page's context."""
    messages = dialogue(complaint, for_sender=True)
    waiting = complaint.state == State.WAITING
    may_reply = may(complaint, Step.REOPEN)
    may_speak = complaint.state == State.MERGED and not why_silent(complaint)
    return {
        "complaint": complaint,
        "tone": TONES.get(State(complaint.state), "neutral"),
        "messages_": [shown(message) for message in messages],
        "moments": moments(complaint),
        "asked": next((m.text for m in reversed(messages) if m.kind in ASKED), "") if waiting else "",
        "until": limit(complaint, is_senders=waiting),
        "may_write": complaint.is_running or may_reply or may_speak,
        "may_upload": complaint.is_running or may_reply or may_speak,
        "is_answered": merged.is_answered(complaint),
        "may_reply": may_reply or (may_speak and merged.is_answered(complaint)),
        "may_accept": may(complaint, Step.ACCEPT),
        "may_withdraw": may(complaint, Step.WITHDRAW),
        "may_rate": is_over(complaint) and complaint.satisfaction is None,
    }


def is_over(complaint: Complaint) -> bool:
    """Has it ended with an answer, by itself or with the one that it was merged into? Then it can be rated."""
    return complaint.state == State.CLOSED or merged.is_over(complaint)


def may(complaint: Complaint, step: Step) -> bool:
    """May the complainant take this step now?"""
    return not why_not(complaint, step, ANONYMOUS, as_sender=True)


def shown(message: Message) -> dict[str, Any]:
    """One message as the complainant reads it: officers have no names here."""
    is_mine = message.side == Side.SENDER
    word = message.get_kind_display() if message.kind in SAYS_MORE else ""
    return {
        "is_mine": is_mine,
        "who": _("Anda") if is_mine else str(Side(message.side).label),
        "word": word,
        "is_answer": message.kind == MessageKind.ANSWER,
        "text": message.text,
        "at": message.sent_at,
        "files": [row.file for row in message.files.all()],
    }


def limit(complaint: Complaint, *, is_senders: bool) -> date | None:
    """Until when: the complainant's own limit, or the office's nearest."""
    rows = Clock.objects.filter(complaint=complaint, ended_at=None, rule__is_senders=is_senders)
    rows = rows if is_senders else rows.filter(paused_at=None)
    found = rows.select_related("rule").order_by("due_at").first()
    if found is None or not complaint.is_running:
        return None
    noticed = found.reminded_at if is_senders else None
    last = limits.after_notice(found.due_at, noticed, found.rule.notice_days) if noticed else found.due_at
    return timezone.localdate(last)


def moments(complaint: Complaint) -> list[dict[str, Any]]:
    """The seven stages: when each was entered last, which one it stands in."""
    entered = dict(StagePassage.objects.filter(complaint=complaint).values_list("stage", "entered_at"))
    is_over = complaint.state not in {State.OPEN, State.WAITING} and complaint.state != State.CLOSED
    rows = []
    for stage in Stage:
        if stage < complaint.stage or (stage == Stage.MONITORED == complaint.stage and complaint.evaluated_at):
            rows.append({"title": stage.label, "state": "done", "at": entered.get(stage)})
        elif stage == complaint.stage:
            state = "alert" if is_over or complaint.state == State.WAITING else "now"
            text = "" if state == "now" else complaint.get_state_display()
            rows.append({"title": stage.label, "state": state, "at": entered.get(stage), "text": text})
        elif not is_over:
            rows.append({"title": stage.label, "state": "todo"})
    return rows
