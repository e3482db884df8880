"""Batalkan: the applicant takes the application back."""

from django.utils import timezone

from accounts.actors import Actor
from licensing import workflow
from licensing.life.steps import Step
from licensing.models import Application


def withdraw(application: Application, *, actor: Actor, note: str = "") -> Application:
    """Close the file. OSS has no code for it: a person tells OSS, and the mirror shows the difference."""
    return workflow.advance(application, Step.WITHDRAW, actor=actor, note=note, closed_at=timezone.now())
