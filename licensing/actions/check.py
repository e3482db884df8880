"""Completeness, by the back office: 10 or 11."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Agency
from accounts.roles import Power
from foundation.journal import book
from licensing import workflow
from licensing.actions import clocks
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import Verdict


@transaction.atomic
def complete(application: Application, *, actor: Actor) -> Application:
    """Declare the file complete: the technical promise starts, is journalled and told."""
    now = timezone.now()
    columns = clocks.technical(application, complete_at=now)
    data = {"technical_due_on": columns["technical_due_on"]}
    return workflow.advance(
        application, Step.FIND_COMPLETE, actor=actor, data=data, complete_at=now, completeness_due_on=None, **columns
    )


@transaction.atomic
def incomplete(application: Application, notes: dict[int, str], *, actor: Actor, note: str) -> Application:
    """Return the file: only the lines with a note are opened.

    Raises:
        Refused: no line is named, or a line is not of this file.
    """
    if not notes:
        raise workflow.Refused(_("Pilih sedikitnya satu dokumen yang harus dilengkapi, dengan catatan."))
    lines = {line.pk: line for line in application.requirements.filter(retired_at=None)}
    for pk, text in notes.items():
        if pk not in lines:
            raise workflow.Refused(_("Dokumen itu bukan bagian permohonan ini."))
        line = lines[pk]
        line.verdict, line.verdict_note, line.is_open = Verdict.REPAIR, text, True
        line.save(update_fields=["verdict", "verdict_note", "is_open"])
        line.evidence.filter(replaced_at=None).update(replaced_at=timezone.now())
    return workflow.advance(
        application,
        Step.FIND_INCOMPLETE,
        actor=actor,
        note=note,
        data={"lines": [lines[pk].number for pk in notes]},
        completeness_due_on=None,
        overall_due_on=None,
        applicant_due_on=clocks.applicant_limit(correction=False),
    )


@transaction.atomic
def route(application: Application, agency: Agency, *, actor: Actor, note: str) -> Application:
    """Send the file to another agency, before it is complete. Journalled; status unchanged."""
    if not actor.may(Power.CHECK):
        raise workflow.Refused(_("Peran Anda tidak mengambil langkah ini."))
    if application.word not in {"submitted", "incomplete", "fulfilling"}:
        raise workflow.Refused(_("Dinas teknis hanya dapat diganti sebelum berkas dinyatakan lengkap."))
    Application.objects.filter(pk=application.pk, version=application.version).update(agency=agency)
    book.record("application.routed", subject=application.subject, who=actor, note=note, data={"agency": agency.slug})
    application.refresh_from_db()
    return application
