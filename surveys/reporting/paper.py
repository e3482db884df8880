"""The report as PDF: facts of one period, gathered once, drawn by foundation.printing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from foundation.identity.running_text import masked
from foundation.office.office import current
from foundation.printing import render
from surveys.models import Period, ServiceAsked
from surveys.queries import periods
from surveys.queries.board import board, history
from surveys.reporting import charts
from surveys.reporting.method import method_note

Step = Callable[[int], None]


@translation.override(settings.LANGUAGE_CODE)
def report(period: Period, service: ServiceAsked | None, *, step: Step) -> bytes:
    """The bytes. ``step`` is told the progress in percent."""
    step(10)
    found = board(period, service=service, is_public=True)
    past = history(list(periods.periods().filter(starts_on__lte=period.starts_on)[:6])) if service is None else []
    step(40)
    facts: dict[str, Any] = {
        "it": {"office": current(), "made_on": timezone.localdate()},
        "period": period,
        "board": found,
        "service": service,
        "chart": charts.of_lines(found) if found.is_open else "",
        "trend": charts.of_history(past) if len(past) > 1 else "",
        "history": past,
        "method": method_note(found),
        "suggestions": [
            (str(s.get_unsur_display()), masked(s.text).text, s.answer) for s in periods.answered_in_public(period)[:30]
        ],
    }
    step(60)
    data = render.pdf(
        "documents/skm-1.html",
        facts,
        title=f"Laporan Survei Kepuasan Masyarakat {period.name}",
        keywords="SKM, IKM, survei kepuasan masyarakat",
        description="Indeks, unsur, responden, metode, dan rencana tindak lanjut",
    )
    step(90)
    return data
