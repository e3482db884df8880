"""What OSS says of a file after we acted, and what other authorities decide. Called by the bridge alone."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actors import OSS, Actor
from foundation.journal import book
from licensing import notices, workflow
from licensing.actions import duties, publish
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import Status


@transaction.atomic
def issued(application: Application, *, number: str, actor: Actor = OSS) -> Application:
    """OSS minted the permit's number: the file is issued, its certificate is planned, duties begin."""
    step = Step.GRANT_ELSEWHERE if application.status == Status.ACCOMPANIED else Step.CONFIRM_ISSUE
    workflow.advance(
        application, step, actor=actor, facts={"number": number}, data={"number": number},
        permit_number=number, closed_at=timezone.now(), uploads_open=False,
    )  # fmt: skip
    publish.after_issue(application)
    duties.begin(application)
    return application


def not_issued(application: Application, reason: str, *, actor: Actor = OSS) -> Application:
    """OSS refused IZINFINAL for good, and a look-up found no number: back to the head."""
    return workflow.advance(
        application, Step.UNDO_ISSUE, actor=actor, note=reason, problem=reason, signed_by=None, signed_at=None
    )


@transaction.atomic
def expired(application: Application, *, number: str = "", seen_on: date, actor: Actor = OSS) -> Application:
    """57: OSS issued because the time ran out. It stands; an earlier opinion stays on record."""
    workflow.advance(
        application, Step.EXPIRE, actor=actor, data={"number": number, "first_seen_on": seen_on},
        permit_number=number or application.permit_number, closed_at=timezone.now(), uploads_open=False,
    )  # fmt: skip
    publish.after_issue(application, by_expiry=True)
    duties.begin(application)
    return application


def refused_elsewhere(application: Application, reason: str, *, actor: Actor = OSS) -> Application:
    """Another authority refused."""
    return workflow.advance(
        application, Step.REFUSE_ELSEWHERE, actor=actor, note=reason, closed_at=timezone.now(), ground_note=reason
    )


@transaction.atomic
def asked_elsewhere(application: Application, reason: str, *, actor: Actor = OSS) -> Application:
    """Another authority asks for a correction: the applicant's uploads open, and what comes now is of a new round."""
    application.requirements.filter(retired_at=None).update(is_open=True)
    coming = application.correction_round + 1
    return workflow.advance(
        application, Step.ASK_ELSEWHERE, actor=actor, note=reason, uploads_open=True, correction_round=coming
    )


@transaction.atomic
def answered_elsewhere(application: Application, meaning: str, *, actor: Actor = OSS) -> None:
    """The applicant answered the other authority at OSS itself: nothing is asked here any more."""
    if not application.uploads_open:
        return
    application.requirements.filter(retired_at=None).update(is_open=False)
    Application.objects.filter(pk=application.pk).update(uploads_open=False)
    book.record("application.answered_elsewhere", subject=application.subject, who=actor, note=meaning)


@transaction.atomic
def refusal_taken(application: Application) -> None:
    """OSS has taken the 90: now the applicant and the office are told, once, and the letter is made ready to sign."""
    publish.after_refusal(application)
    notices.tell(application, "refused", key=f"{application.subject}:refused", note=application.ground_note)
