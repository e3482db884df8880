"""The technical agency's acts: claim, judge each line, visit, ask for a correction, approve, reject."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.files.models import StoredFile
from foundation.journal import book
from licensing import workflow
from licensing.actions import attach, clocks, publish
from licensing.life.guards import not_mine
from licensing.life.steps import JUDGED, Step
from licensing.models import Application, Assessment, Evidence, FieldVisit, Opinion, Requirement
from licensing.terms import Master, Status, Verdict


def claim(application: Application, *, actor: Actor) -> Application:
    """Take a complete file in hand (20)."""
    return workflow.advance(application, Step.CLAIM, actor=actor, reviewer_id=actor.user_id, claimed_at=timezone.now())


def taking_over(application: Application) -> Step:
    """A colleague's file is taken over where it stands: a planned visit stays planned."""
    return Step.TAKE_OVER_VISIT if application.status == Status.SITE_VISIT else Step.TAKE_OVER


def take_over(application: Application, *, actor: Actor, note: str) -> Application:
    """A colleague of the same agency goes on with the file; OSS is told nothing."""
    step = taking_over(application)
    return workflow.advance(
        application, step, actor=actor, note=note, reviewer_id=actor.user_id, claimed_at=timezone.now()
    )


def account_of(actor: Actor) -> int:
    """The account that gives a verdict: a machine holds no power to review, so there always is one."""
    assert actor.user_id is not None  # noqa: S101 - refused before
    return actor.user_id


@transaction.atomic
def assess(requirement: Requirement, verdict: Verdict, *, actor: Actor, note: str = "") -> Assessment:
    """Judge one line. Raises Refused: not this reviewer's file, wrong state, or a fault without a note."""
    application = Application.objects.select_for_update().get(pk=requirement.application_id)
    why = workflow.why_not(application, Step.REJECT, actor) or not_mine(application, actor)
    if application.word not in JUDGED or why:
        raise workflow.Refused(why or _("Berkas ini tidak sedang diverifikasi."))
    if verdict != Verdict.MEETS and not note.strip():
        raise workflow.Refused(_("Tulis catatan: apa yang harus diperbaiki pemohon."))
    current = requirement.evidence.filter(replaced_at=None).first()
    if verdict == Verdict.MEETS and current is None and requirement.is_required:
        raise workflow.Refused(nothing_shown(application))
    requirement.verdict, requirement.verdict_note = verdict, note.strip()
    requirement.save(update_fields=["verdict", "verdict_note"])
    book.record(
        "application.assessed",
        subject=application.subject,
        who=actor,
        note=note,
        data={"requirement": requirement.number, "verdict": verdict},
    )
    return Assessment.objects.create(
        requirement=requirement,
        evidence=current,
        verdict=verdict,
        note=note.strip(),
        round=application.correction_round,
        assessed_by_id=account_of(actor),
    )


def nothing_shown(application: Application) -> str:
    """Why a line without a paper cannot be found in order, and what to do instead."""
    if application.master == Master.OSS:
        return _("Belum ada berkas pada baris ini. Bila berkasnya tersimpan pada baris lain, pilih dulu dari daftar.")
    return _("Belum ada berkas pada baris ini, jadi belum dapat ditandai “Sesuai”. Minta perbaikan dengan catatan.")


@transaction.atomic
def lay_to(requirement: Requirement, shown: Evidence, *, actor: Actor) -> Evidence:
    """A paper that OSS sent as a line of its own is the one that this line asks for.

    Raises:
        Refused: not this reviewer's file, a paper of another file, or a line that has one.
    """
    application = Application.objects.select_for_update().get(pk=requirement.application_id)
    if why := workflow.why_not(application, Step.REJECT, actor) or not_mine(application, actor):
        raise workflow.Refused(why)
    if shown.requirement.application_id != application.pk or shown.replaced_at is not None:
        raise workflow.Refused(_("Berkas itu bukan bagian permohonan ini."))
    if requirement.evidence.filter(replaced_at=None).exists():
        raise workflow.Refused(_("Baris ini sudah mempunyai berkas."))
    return attach.put(requirement, shown.file, actor=actor, reused_from=shown)


@transaction.atomic
def plan_visit(application: Application, *, actor: Actor, on: date, note: str = "") -> FieldVisit:
    """Schedule a visit (40). The clock runs on."""
    workflow.advance(application, Step.PLAN_VISIT, actor=actor, note=note, facts={"visit": on}, data={"visit_on": on})
    return FieldVisit.objects.create(
        application=application, scheduled_on=on, note=note, planned_by_id=account_of(actor)
    )


@transaction.atomic
def ask_correction(application: Application, *, actor: Actor, afresh: bool, note: str = "") -> Application:
    """Ask the applicant to mend the faulty lines: pause (41), or start the promise over (43, with a reason)."""
    now = timezone.now()
    step = Step.ASK_AFRESH if afresh else Step.ASK_CORRECTION
    faulty = application.requirements.filter(retired_at=None, verdict__in=(Verdict.REPAIR, Verdict.FAILS))
    numbers = list(faulty.values_list("number", flat=True))
    faulty.update(is_open=True)
    clocks.pause(application, resets=afresh, reason=note, at=now)
    return workflow.advance(
        application,
        step,
        actor=actor,
        note=note,
        data={"lines": numbers, "round": application.correction_round + 1},
        correction_round=application.correction_round + 1,
        applicant_due_on=clocks.applicant_limit(correction=True),
        technical_due_on=None,
        overall_due_on=None,
    )


@transaction.atomic
def approve(application: Application, *, actor: Actor, note: str = "", letter: StoredFile | None = None) -> Application:
    """Technical approval of the whole file (45), with the agency's own letter or one that the portal draws."""
    workflow.advance(
        application,
        Step.APPROVE,
        actor=actor,
        note=note,
        data={"letter": letter.public_id if letter else ""},
        decided_by_id=actor.user_id,
        decided_at=timezone.now(),
        technical_due_on=None,
    )
    Opinion.objects.create(
        application=application, kind=Opinion.Kind.APPROVE, note=note, letter=letter, given_by_id=account_of(actor)
    )
    if letter is None and application.holder and application.proyek:
        publish.after_approval(application)
    return application


@transaction.atomic
def reject(application: Application, *, actor: Actor, note: str, ground: str) -> Application:
    """Technical rejection of the whole file (93) on a coded ground."""
    workflow.advance(
        application,
        Step.REJECT,
        actor=actor,
        note=note,
        facts={"ground": ground},
        data={"ground": ground},
        decided_by_id=actor.user_id,
        decided_at=timezone.now(),
        technical_due_on=None,
        ground_code=ground,
        ground_note=note,
    )
    Opinion.objects.create(
        application=application, kind=Opinion.Kind.REJECT, note=note, ground_code=ground, given_by_id=account_of(actor)
    )
    return application
