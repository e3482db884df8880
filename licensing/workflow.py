"""The life of an application: the only writer of a status.

``advance()`` takes one step or refuses with a sentence. The table is in steps.py; whether a step is open
to somebody is asked here, by the button that offers it and by the act itself, with the same words.

Status, journal entry, message to OSS and letters to people are written in one transaction, by a
conditional UPDATE whose row count decides (ADR 0003), so two desks can never both win.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from foundation.outbox.post import post
from licensing import notices
from licensing.life.guards import Why, missing, refusal
from licensing.life.steps import RULES, Rule, Step
from licensing.models import Application
from licensing.terms import Status


class Refused(Exception):
    """The step is not open; the text is the sentence that the person reads."""


def why_not(application: Application, step: Step, actor: Actor) -> Why:
    """Why may this actor not take this step now? Empty means it may be offered (what must still be
    filled in, such as a note, is asked by the form)."""
    return refusal(RULES[step], application, actor)


def open_steps(application: Application, actor: Actor) -> list[Step]:
    """The steps that this actor may take now, in the table's order."""
    return [step for step in Step if not why_not(application, step, actor)]


@transaction.atomic
def advance(
    application: Application,
    step: Step,
    *,
    actor: Actor,
    note: str = "",
    facts: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> Application:
    """Take one step.

    ``facts`` are what the step needs and brings (``ground``, ``number``, ``visit``); ``data`` goes to journal and OSS
    message; ``changes`` are columns of the application written with the status.

    Raises:
        Refused: with the sentence: the table, the actor or the file's state forbids it, or somebody was faster.
    """
    rule = RULES[step]
    held = Application.objects.select_related("holder", "agency").get(pk=application.pk)
    why = refusal(rule, held, actor) or missing(rule, held, note=note, facts=facts or {})
    if why:
        raise Refused(str(why))
    if held.version != application.version:
        raise Refused(overtaken())
    previous = held.word
    write(held, rule, changes)
    application.refresh_from_db()
    entry = book.record(
        f"application.{step.value}",
        subject=application.subject,
        who=actor,
        note=note,
        data={"from": previous.value, "to": application.status, "version": application.version, **(data or {})},
    )
    if rule.tells_oss:
        tell_oss(application, step, previous, note=note, actor=actor, data=data or {})
    if rule.letter:
        notices.tell(application, rule.letter, key=f"{application.subject}:{application.version}:{entry.pk}", note=note)
    return application


def write(held: Application, rule: Rule, changes: dict[str, Any]) -> None:
    """UPDATE … WHERE id, status, version: the row count says whether we were first."""
    rows = Application.objects.filter(pk=held.pk, status=held.status, version=held.version).update(
        status=rule.target, version=held.version + 1, **changes
    )
    if rows != 1:
        raise Refused(overtaken())


def overtaken() -> str:
    """Somebody else was faster."""
    return _("Berkas ini baru saja diubah orang lain. Muat ulang halaman, lalu periksa lagi.")


def tell_oss(
    application: Application, step: Step, previous: Status, *, note: str, actor: Actor, data: dict[str, Any]
) -> None:
    """Write the message that the bridge will carry; the bridge alone knows OSS's codes."""
    post(
        "oss",
        subject=application.subject,
        kind=f"step.{step.value}",
        payload={
            "application": application.pk,
            "version": application.version,
            "step": step.value,
            "from": previous.value,
            "to": application.status,
            "note": note,
            "actor": {"user_id": actor.user_id, "name": actor.name},
            **data,
        },
        key=f"{application.subject}:v{application.version}",
    )


def ask_for_account(application: Application) -> None:
    """OSS writes to the applicant that there is an account (published steps 3 and 4); a real OSS does so by itself."""
    payload = {"application": application.pk}
    line = f"{application.subject}:akun"  # a line of its own: the NIB does not wait for a letter
    post("oss", subject=line, kind="step.open_account", payload=payload, key=line)


@transaction.atomic
def begin(*, actor: Actor, status: Status = Status.DRAFT, **columns: Any) -> Application:
    """Open a file: a draft, or one that OSS brings further along. Journalled like every step."""
    application = Application.objects.create(status=status, **columns)
    kind = "application.started" if status == Status.DRAFT else "application.adopted"
    book.record(kind, subject=application.subject, who=actor, data={"to": status.value})
    return application
