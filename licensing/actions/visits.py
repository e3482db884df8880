"""What was seen at the place of business, written down by the reviewer who holds the file."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.files.models import StoredFile
from foundation.journal import book
from licensing import workflow
from licensing.life.guards import not_mine
from licensing.life.steps import Step
from licensing.models import Application, FieldVisit
from licensing.terms import Status


@transaction.atomic
def record(application: Application, *, actor: Actor, findings: str, report: StoredFile | None = None) -> FieldVisit:
    """Keep findings, and the signed berita acara where there is one. Said again, the last word counts.

    Every word stays in the journal.

    Raises:
        Refused: not this reviewer's file, no visit planned, or nothing written.
    """
    file = Application.objects.select_for_update().get(pk=application.pk)
    if why := workflow.why_not(file, Step.REJECT, actor) or not_mine(file, actor):
        raise workflow.Refused(why)
    visit = file.visits.order_by("-id").first()
    if visit is None or file.status != Status.SITE_VISIT:
        raise workflow.Refused(_("Belum ada peninjauan lapangan yang dijadwalkan."))
    if not findings.strip():
        raise workflow.Refused(_("Tulis apa yang dilihat di lokasi."))
    visit.findings, visit.report = findings.strip(), report or visit.report
    visit.save(update_fields=["findings", "report"])
    told = {"visit_on": visit.scheduled_on, "report": visit.report.public_id if visit.report else ""}
    book.record("application.visited", subject=file.subject, who=actor, note=visit.findings, data=told)
    return visit
