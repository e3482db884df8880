"""Reports in the worker: asked for once, counted, drawn, written as a workbook, told when they are there.

A report counts what its asker may count and lists what its asker may see (``sight``, ``visible_to``), at the moment
at which it is made. Nobody else opens it.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from accounts.actors import SYSTEM, Actor, actor_of
from accounts.roles import Role
from complaints.models import PlanItem, Report
from complaints.queries import visible_to
from complaints.reporting import drawing, figures, sight, workbook
from complaints.reporting.figures import Figures
from complaints.reporting.spans import Span
from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal import book
from foundation.pulse import due
from foundation.pulse.models import DueTask
from foundation.signing import seal

MAKE, PURPOSE, LEASE_SECONDS = "complaint.report", "complaint_report", 300
COUNTED, DRAWN = 55, 70  # percent


@transaction.atomic
def ask(span: Span, *, actor: Actor) -> Report:
    """Owe a report. One that the same person asked for the same span and that is not done yet answers."""
    rows = Report.objects.filter(asked_by_id=actor.user_id, starts_on=span.starts_on, ends_on=span.ends_on)
    if waiting := rows.filter(done_at=None, failed=False).first():
        return waiting
    report = Report.objects.create(asked_by_id=actor.account, starts_on=span.starts_on, ends_on=span.ends_on)
    book.record("complaint.report_asked", subject=report.mark, who=actor, data={"span": span.slug})
    due.add(MAKE, report.mark)
    return report


def make(task: DueTask) -> None:
    """Handler of due work ``complaint.report``: may run again, publishes once. Raises Never when the row is gone."""
    report = Report.objects.filter(pk=int(task.subject.partition(":")[2])).select_related("asked_by").first()
    if report is None:
        raise due.Never("Laporan tidak ada.")
    if report.done_at is not None:
        return
    actor = actor_of(report.asked_by)
    if actor.role not in sight.READERS:
        Report.objects.filter(pk=report.pk).update(failed=True)
        raise due.Never("Peminta tidak lagi membaca angka pengaduan.")
    with translation.override(settings.LANGUAGE_CODE):
        publish(report, *files(report, actor))


def files(report: Report, actor: Actor) -> tuple[StoredFile, StoredFile]:
    """Count, draw, write; progress is told between."""
    tell = teller(report)
    span = Span(report.starts_on, report.ends_on)
    found = counted(actor, span, tell)
    plan = plan_of(span)
    name = f"Laporan-Pengaduan-{span.slug}"
    keep: dict[str, Any] = {"purpose": PURPOSE, "subject": report.mark, "who": SYSTEM}
    pdf = drawing.draw(found, plan, made_on=timezone.localdate(), by=report.asked_by.name)
    words = {"purpose": PURPOSE, "subject": report.mark, "reason": "Laporan pengaduan"}
    kept_pdf = seal.keep(pdf, name=f"{name}.pdf", **words)
    tell(DRAWN)
    rows = sight.within(visible_to(actor), span.starts_on, span.ends_on)
    written = workbook.write(found, plan, rows, tell=lambda part: tell(DRAWN + part * (99 - DRAWN) // 100))
    return kept_pdf, store.keep_bytes(written, name=f"{name}.xlsx", kind="xlsx", **keep)


def counted(actor: Actor, span: Span, tell: Callable[[int], None] = lambda _n: None) -> Figures:
    """The figures of a span for this actor."""
    rows = sight.counted(actor)
    inside = sight.within(rows, span.starts_on, span.ends_on)
    return figures.of(rows, inside, span, tell=lambda part: tell(part * COUNTED // 100))


def plan_of(span: Span) -> list[PlanItem]:
    """Follow-up planned in the span, and what was planned before and is still open."""
    inside = PlanItem.objects.filter(month__gte=span.starts_on.replace(day=1), month__lte=span.ends_on)
    before = PlanItem.objects.filter(month__lt=span.starts_on.replace(day=1), done_on=None)
    return [*before.order_by("due_on", "id"), *inside.order_by("month", "due_on", "id")]


def teller(report: Report) -> Callable[[int], None]:
    """Writes the progress down; never backwards."""

    def tell(percent: int) -> None:
        Report.objects.filter(pk=report.pk, progress__lt=percent).update(progress=percent)

    return tell


@transaction.atomic
def publish(report: Report, pdf: StoredFile, written: StoredFile) -> None:
    """The first that finishes wins."""
    rows = Report.objects.filter(pk=report.pk, done_at=None)
    if rows.update(pdf=pdf, workbook=written, done_at=timezone.now(), progress=100) == 1:
        data = {"pdf": pdf.sha256, "xlsx": written.sha256}
        book.record("complaint.report_made", subject=report.mark, who=SYSTEM, data=data)


def may_open(actor: Actor, file: StoredFile) -> bool:
    """The asker, as long as that person's role reads figures of complaints."""
    if actor.user_id is None or Role(actor.role) not in sight.READERS:
        return False
    pk = file.subject.partition(":")[2]
    return pk.isdigit() and Report.objects.filter(pk=int(pk), asked_by_id=actor.user_id).exists()
