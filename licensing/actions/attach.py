"""Show a file for a requirement, use an earlier one again, or take one away before it is sent."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Power
from foundation.files import intake
from foundation.journal import book
from licensing.life.guards import belongs_to, mastered_elsewhere
from licensing.life.standing import why_not_act_for
from licensing.models import Application, Evidence, Requirement
from licensing.terms import Status, Verdict
from licensing.workflow import Refused

UPLOADABLE = frozenset({Status.FULFILLING, Status.INCOMPLETE, Status.CORRECTION, Status.CORRECTION_RESET})


def check_open(requirement: Requirement, actor: Actor) -> Application:
    """The application, when this actor may change the evidence of this line now.

    Raises:
        Refused: with the reason.
    """
    application = requirement.application
    if not actor.may(Power.FILE) or (actor.role == "applicant" and not belongs_to(application, actor)):
        raise Refused(_("Berkas ini hanya dapat diunggah oleh pemohon atau petugas loket."))
    if why := why_not_act_for(application, actor):
        raise Refused(why)
    if why := mastered_elsewhere(application, actor):
        raise Refused(why)
    is_asked = application.status == Status.ACCOMPANIED and application.uploads_open
    if application.status not in UPLOADABLE and not is_asked:
        raise Refused(_("Permohonan sedang diproses; dokumen tidak dapat diubah sekarang."))
    if requirement.retired_at or not requirement.is_open:
        raise Refused(_("Dokumen ini sudah diterima dan tidak perlu diganti."))
    return application


def attach(requirement: Requirement, upload: Any, *, actor: Actor) -> Evidence:
    """Keep an uploaded file as the newest evidence of a requirement.

    Raises:
        Refused: when the line is closed.
        foundation.files.intake.FileRefused: with what is wrong with the file and how to mend it.
    """
    application = check_open(requirement, actor)
    stored = intake.receive(upload, purpose="evidence", subject=application.subject, who=actor, must_fit_oss=True)
    return put(requirement, stored, actor=actor)


@transaction.atomic
def put(requirement: Requirement, stored: Any, *, actor: Actor, reused_from: Evidence | None = None) -> Evidence:
    """Replace the current evidence by a stored file, keeping the old version."""
    application = requirement.application
    now = timezone.now()
    requirement.evidence.filter(replaced_at=None).update(replaced_at=now)
    evidence = Evidence.objects.create(
        requirement=requirement,
        file=stored,
        round=application.correction_round,
        uploaded_by_id=actor.user_id,
        reused_from=reused_from,
    )
    book.record(
        "application.evidence_added",
        subject=application.subject,
        who=actor,
        data={"requirement": requirement.number, "file": stored.public_id, "sha256": stored.sha256},
    )
    return evidence


def reuse(requirement: Requirement, earlier: Evidence, *, actor: Actor) -> Evidence:
    """Use a paper of the same business again. Raises Refused when it belongs to somebody else."""
    application = check_open(requirement, actor)
    if earlier.requirement.application.holder_id != application.holder_id:
        raise Refused(_("Dokumen itu bukan milik pelaku usaha ini."))
    return put(requirement, earlier.file, actor=actor, reused_from=earlier)


def bring_along(application: Application, *, actor: Actor) -> None:
    """ "Ajukan lagi": the good papers of the file that this one was copied from, for lines that read the same."""
    old = application.copied_from
    if old is None or old.holder_id != application.holder_id:
        return
    good = old.requirements.filter(retired_at=None).exclude(verdict__in=(Verdict.REPAIR, Verdict.FAILS))
    earlier = {line.text: line.evidence.filter(replaced_at=None).first() for line in good}
    for line in application.requirements.filter(retired_at=None, evidence=None):
        shown = earlier.get(line.text)
        if shown is not None:
            put(line, shown.file, actor=actor, reused_from=shown)


@transaction.atomic
def detach(requirement: Requirement, *, actor: Actor) -> None:
    """Take the current file away; the version stays in the history."""
    application = check_open(requirement, actor)
    if requirement.evidence.filter(replaced_at=None).update(replaced_at=timezone.now()):
        book.record(
            "application.evidence_removed",
            subject=application.subject,
            who=actor,
            data={"requirement": requirement.number},
        )
