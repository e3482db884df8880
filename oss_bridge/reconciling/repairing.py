"""Telling OSS again what it has forgotten (a restored backup): from our journal, step by step, in order.

What would mint a number a second time is never told again by itself: that is for a person, after a look-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actors import Actor
from accounts.roles import Role
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from foundation.outbox.post import post
from licensing.life.steps import RULES, Step
from licensing.models import Application
from licensing.terms import Master, Status
from oss_bridge.contract import statuses

REKONSILIASI = Actor(role=Role.SYSTEM, name="Rekonsiliasi", channel="rekonsiliasi")
PREFIX = "application."
BY_APPLICANT = {
    Step.SUBMIT: statuses.UPLOADED,
    Step.HAND_OVER: statuses.UPLOADED,
    Step.SUPPLY: statuses.UPLOADED,
    Step.CORRECT: statuses.CONFIRMED,
    Step.CORRECT_AFRESH: statuses.RECONFIRMED,
}
BY_OFFICE = frozenset(
    {Step.FIND_COMPLETE, Step.FIND_INCOMPLETE, Step.CLAIM, Step.PLAN_VISIT, Step.ASK_CORRECTION, Step.ASK_AFRESH,
     Step.APPROVE, Step.REJECT, Step.REFUSE, Step.ISSUE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One step that OSS heard of (or reported itself): the code at which it left the permit."""

    code: str
    step: Step
    data: dict[str, Any]
    note: str
    user_id: int | None
    name: str
    by_oss: bool


def code_after(step: Step) -> str:
    """The code that OSS stands at once it has heard of a step; empty where it hears nothing."""
    if step in BY_APPLICANT:
        return BY_APPLICANT[step]
    if step in BY_OFFICE:
        return statuses.code_of(Status(RULES[step].target)) or ""
    return ""


def told(application: Application) -> list[Told]:
    """What OSS has heard of this file, oldest first: steps that were undone or left out (by two officers) excepted."""
    skipped = set(
        OutboxMessage.objects.filter(channel="oss", subject=application.subject, state="skipped").values_list(
            "key", flat=True
        )
    )
    found: list[Told] = []
    for entry in book.of(application.subject).filter(kind__startswith=PREFIX):
        name = entry.kind.removeprefix(PREFIX)
        step = Step(name) if name in Step.values else None
        if step is Step.UNDO_ISSUE and found and found[-1].step is Step.ISSUE:
            found.pop()
        code = code_after(step) if step else ""
        if step is None or not code or f"{application.subject}:v{entry.data.get('version')}" in skipped:
            continue
        by_oss = entry.role == Role.OSS
        found.append(Told(code, step, dict(entry.data), entry.note, entry.user_id, entry.name, by_oss))
    return found


def forgotten(code: str, heard: Sequence[Told]) -> list[Told]:
    """What was told after the last time that OSS stood at this code; everything when it never did."""
    last = max((place for place, one in enumerate(heard) if one.code == code), default=-1)
    return list(heard[last + 1 :])


def why_not(application: Application, lost: Sequence[Told]) -> str:
    """Why these steps cannot be told again without a person; empty when they can."""
    if any(one.step is Step.ISSUE for one in lost) and application.permit_number:
        return f"Nomor {application.permit_number} sudah diterima; penerbitan tidak diminta ulang tanpa petugas."
    at_oss = settings.OSS_MODE != "simulasi" or application.master == Master.OSS
    if any(one.by_oss or (at_oss and one.step in BY_APPLICANT) for one in lost):
        return "Langkah pemohon terjadi di OSS dan tidak dapat dikirim ulang dari sini."
    return "" if lost else "Langkah yang hilang tidak ditemukan dalam jurnal."


@transaction.atomic
def tell_again(application: Application, lost: Sequence[Told], sentence: str) -> int:
    """Put the lost steps back into the line, in their order. Journalled as an act of the reconciliation."""
    for one in lost:
        actor = {"user_id": one.user_id, "name": one.name}
        facts = {"application": application.pk, "step": one.step.value, "note": one.note, "actor": actor}
        post(
            "oss",
            subject=application.subject,
            kind=f"step.{one.step.value}",
            payload={**one.data, **facts, "to": RULES[one.step].target, "again": True},
        )
    codes = [one.code for one in lost]
    book.record("oss.reconciled", subject=application.subject, who=REKONSILIASI, data={"told": codes}, note=sentence)
    return len(lost)
