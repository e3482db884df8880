"""The office's decision, by the head or a dated Plt/Plh: issue, refuse, send back."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from licensing import workflow
from licensing.actions import clocks, publish
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import DocumentKind


def issue(application: Application, *, actor: Actor) -> Application:
    """Issue: OSS is asked for the number; the certificate follows its answer."""
    return workflow.advance(application, Step.ISSUE, actor=actor, signed_by_id=actor.user_id, signed_at=timezone.now())


@transaction.atomic
def refuse(application: Application, *, actor: Actor, note: str, ground: str) -> Application:
    """Refuse on a coded ground. The applicant is told when OSS has taken the 90 (see ``outcome.refusal_taken``)."""
    now = timezone.now()
    return workflow.advance(
        application,
        Step.REFUSE,
        actor=actor,
        note=note,
        facts={"ground": ground},
        data={"ground": ground},
        signed_by_id=actor.user_id,
        signed_at=now,
        closed_at=now,
        ground_code=ground,
        ground_note=note,
    )


@transaction.atomic
def send_back(application: Application, *, actor: Actor, note: str) -> Application:
    """Return the file to the agency with a reason; local, before 50 or 90. The opinion stays on record.

    The technical promise is the one that ran before the opinion.
    """
    assert application.complete_at is not None  # noqa: S101 - an opinion follows completeness
    publish.take_back(application, DocumentKind.TECHNICAL_LETTER, "dikembalikan kepada dinas teknis")
    columns = clocks.technical(application, complete_at=application.complete_at)
    return workflow.advance(
        application,
        Step.SEND_BACK,
        actor=actor,
        note=note,
        decided_by=None,
        decided_at=None,
        ground_code="",
        ground_note="",
        **columns,
    )
