"""The applicant's answer to a request for correction, and what happens when none comes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from licensing import workflow
from licensing.actions import clocks
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import Status


@transaction.atomic
def correct(application: Application, *, actor: Actor) -> Application:
    """Send the mended lines back: the clock resumes (42) or restarts (44); only those lines are judged again."""
    if application.status == Status.ACCOMPANIED:
        application.requirements.filter(retired_at=None).update(is_open=False)
        return workflow.advance(application, Step.SUPPLY_ELSEWHERE, actor=actor, uploads_open=False)
    afresh = application.status == Status.CORRECTION_RESET
    return back_to_reviewer(application, Step.CORRECT_AFRESH if afresh else Step.CORRECT, actor=actor)


def lapse(application: Application) -> Application:
    """The applicant's days are over: the file goes back to the reviewer, who rejects or extends."""
    return back_to_reviewer(
        application, Step.LAPSE, actor=SYSTEM, note=_("Tidak ditanggapi pemohon sampai batas waktu.")
    )


@transaction.atomic
def back_to_reviewer(application: Application, step: Step, *, actor: Actor, note: str = "") -> Application:
    """End the pause, recompute the promise, take the step, close the lines."""
    clocks.resume(application, at=timezone.now())
    assert application.complete_at is not None  # noqa: S101 - a file under verification was complete once
    columns = clocks.technical(application, complete_at=application.complete_at)
    workflow.advance(
        application,
        step,
        actor=actor,
        note=note,
        data={"technical_due_on": columns["technical_due_on"]},
        applicant_due_on=None,
        **columns,
    )
    lines = application.requirements.filter(retired_at=None, is_open=True)
    if step is not Step.LAPSE:
        lines.update(is_open=False, verdict="", verdict_note="")
    else:
        lines.update(is_open=False)
    return application
