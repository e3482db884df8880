"""Kirim: the second submission. The rules in force today are frozen, the receipt is drawn, the clock is promised."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Power
from licensing import workflow
from licensing.actions import clocks, publish, register
from licensing.drafts.freezing import freeze, same_checklist
from licensing.drafts.readiness import Picture
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import Master, Status


class ChecklistChanged(workflow.Refused):
    """The law changed between upload and submission; the new list is on the file, nothing uploaded is lost."""


def submit(application: Application, *, actor: Actor) -> Application:
    """Send the requirements: to our back office, or to the authority that decides.

    Raises:
        ChecklistChanged: the checklist in force differs; it is refreshed first.
        Refused: evidence is missing, or the step is not open.
    """
    if application.status == Status.INCOMPLETE:
        return supply(application, actor=actor)
    why = workflow.why_not(application, step_of(application), actor)
    if why:
        raise workflow.Refused(why)
    if application.master == Master.PORTAL and not actor.may(Power.TELL):
        follow_the_law(application, actor=actor)
    return send(application, actor=actor)


def step_of(application: Application) -> Step:
    """Here or to the authority that decides."""
    return Step.SUBMIT if application.is_ours else Step.HAND_OVER


@transaction.atomic
def send(application: Application, *, actor: Actor) -> Application:
    """Take SUBMIT or HAND_OVER and write the promise."""
    now = timezone.now()
    step = step_of(application)
    columns = clocks.promise(application, now) if application.is_ours else {}
    if not application.is_ours and application.working_days:
        columns = {"overall_due_on": clocks.promise(application, now)["overall_due_on"]}
    application.requirements.filter(retired_at=None).update(is_open=False)
    workflow.advance(application, step, actor=actor, submitted_at=now, **columns)
    publish.receipt(application)
    return application


@transaction.atomic
def supply(application: Application, *, actor: Actor) -> Application:
    """Answer "belum lengkap": the completeness clock starts again."""
    now = timezone.now()
    columns = clocks.promise(application, now)
    lines = application.requirements.filter(retired_at=None)
    lines.filter(is_open=True).update(is_open=False, verdict="", verdict_note="")
    workflow.advance(application, Step.SUPPLY, actor=actor, submitted_at=now, applicant_due_on=None, **columns)
    publish.receipt(application)
    return application


def follow_the_law(application: Application, *, actor: Actor) -> None:
    """Freeze the risk row in force today; when its checklist reads otherwise, show the new one first.

    Raises:
        ChecklistChanged: after the new checklist was written, so that the applicant sees it before sending.
        Refused: the activity is no longer offered at this scale.
    """
    seen = register.in_force(application, on=timezone.localdate())
    if seen.row is None:
        raise workflow.Refused(_("Kegiatan ini tidak lagi ditawarkan OSS untuk skala usaha Anda. Hubungi petugas."))
    if seen.row.pk == application.risk_row_id and same_checklist(application.frozen, seen.row):
        return
    changed = not same_checklist(application.frozen, seen.row)
    refreeze(application, seen)
    if changed:
        raise ChecklistChanged(
            _(
                "Daftar persyaratan berubah sejak Anda mengunggah. "
                "Dokumen yang masih diminta tetap ada; periksa daftar yang baru, lalu kirim lagi."
            )
        )


@transaction.atomic
def refreeze(application: Application, seen: Picture) -> None:
    """Write today's risk row on the file, keeping the files of lines that read the same."""
    assert seen.row is not None  # noqa: S101 - callers checked
    assert application.proyek is not None  # noqa: S101 - set at registration
    frozen = freeze(
        seen.row, authority=seen.authority, environment=seen.environment, spatial=application.proyek.spatial
    )
    columns = register.frozen_columns(seen, seen.row)
    held = Application.objects.filter(pk=application.pk, status=Status.FULFILLING, version=application.version)
    if held.update(frozen=frozen, **columns):
        register.keep_requirements(application, frozen)
    application.refresh_from_db()
