"""What every desk page shows of a file."""

from typing import Any

from django.utils import timezone

from accounts.requests import Request
from foundation.calendar import days
from foundation.office.office import current
from licensing.life.storytelling import told
from licensing.queries import File, checklist, documents_of
from licensing.queries.oss import oss_knows
from licensing.views.applicant.page import clock


def file_facts(request: Request, application: File) -> dict[str, Any]:
    """Lines with their evidence, story, clock, papers, opinions, and what OSS knows."""
    lines = checklist(application)
    return {
        "file": application,
        "lines": [line_facts(line) for line in lines],
        "judged": sum(1 for line in lines if line.verdict),
        "moments": told(application, to_desk=True),
        "documents": documents_of(application),
        "opinions": list(application.opinions.select_related("given_by", "letter")),
        "visits": list(application.visits.select_related("planned_by")),
        "pauses": list(application.pauses.order_by("started_at")),
        "clock": clock(application),
        "left": days_left(application),
        "oss": oss_knows(application),
        "office_limits": current(),
    }


def line_facts(line: Any) -> dict[str, Any]:
    """One requirement: current file, old versions, whether it changed since it was last judged."""
    versions = list(line.evidence.all())
    current_file = next((e for e in versions if e.replaced_at is None), None)
    return {
        "line": line,
        "current": current_file,
        "old": [e for e in versions if e.replaced_at is not None],
        "is_changed": current_file is not None and current_file.round > 0,
        "history": list(line.assessments.all()),
    }


def days_left(application: File) -> int | None:
    """Working days until the day that counts now; negative when late, None where nothing waits any more."""
    if application.word.is_final:
        return None
    due = application.technical_due_on or application.completeness_due_on or application.overall_due_on
    return days.left(due, today=timezone.localdate()) if due else None
