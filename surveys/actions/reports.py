"""Reports on paper: asked for by a person, drawn by the worker, kept as a file."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM, Actor
from foundation.journal import book
from foundation.pulse import due
from foundation.pulse.due import Never
from foundation.pulse.models import DueTask
from foundation.signing import seal
from surveys.models import Period, Report, ServiceAsked
from surveys.reporting import paper

DRAW = "survey.report"


@transaction.atomic
def ask(period: Period, service: ServiceAsked | None, *, actor: Actor) -> Report:
    """A report that is owed; one that is still being drawn is given back."""
    waiting = Report.objects.filter(period=period, service=service, state__in=["waiting", "drawing"]).first()
    if waiting is not None:
        return waiting
    report = Report.objects.create(period=period, service=service, asked_by_id=actor.user_id or 0)
    book.record("survey.report_asked", subject=report.subject, who=actor, data={"period": period.name})
    due.add(DRAW, report.subject)
    return report


def draw_due(task: DueTask) -> None:
    """Handler of due work ``survey.report``: may run twice, keeps one file.

    Raises:
        Never: the row is gone.
    """
    pk = int(task.subject.partition(":")[2])
    report = Report.objects.select_related("period__questionnaire", "service").filter(pk=pk).first()
    if report is None:
        raise Never(f"Laporan {pk} tidak ada.")
    if report.file_id is None:
        draw(report)


def draw(report: Report) -> None:
    """Draw, keep, say so; a failure is shown on the page while the worker tries again."""
    try:
        data = paper.report(report.period, report.service, step=lambda percent: note(report, percent))
    except Exception:
        Report.objects.filter(pk=report.pk).update(state=Report.State.FAILED)
        raise
    kept = seal.keep(
        data, purpose="survey_report", subject=report.subject, name="laporan-skm.pdf", reason="Laporan SKM"
    )
    Report.objects.filter(pk=report.pk).update(
        file=kept, state=Report.State.READY, progress=100, ready_at=timezone.now()
    )
    book.record("survey.report_drawn", subject=report.subject, who=SYSTEM, data={"sha256": kept.sha256})


def note(report: Report, percent: int) -> None:
    """How far it is, for the page that waits."""
    Report.objects.filter(pk=report.pk).update(state=Report.State.DRAWING, progress=percent)
