"""/laporan/skm/: the index for the office, the report as PDF (drawn by the worker) and the recap as a workbook."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from foundation.files import store
from foundation.identity.digits import whole_number
from surveys.actions import reports
from surveys.models import Period, ServiceAsked
from surveys.queries import periods
from surveys.queries.board import board, history
from surveys.refusals import Refused
from surveys.reporting import charts, workbook
from surveys.terms import Channel

READERS = roles(*periods.READERS)


def chosen(request: Request) -> tuple[Period | None, ServiceAsked | None, str]:
    """Period, service and channel that the address (or the sent form) asks for."""
    asked = request.POST if request.method == "POST" else request.GET
    wanted, rows = whole_number(asked.get("periode", "")), periods.periods()
    period = periods.running() or rows.first() if wanted is None else rows.filter(pk=wanted).first()
    slug, channel = asked.get("layanan", ""), asked.get("saluran", "")
    service = get_object_or_404(periods.services(), slug=slug) if slug else None
    return period, service, channel if channel in Channel.values else ""


@READERS
def overview(request: Request) -> HttpResponse:
    """Figures of a period with every part, closed cells included: for the office only."""
    period, service, channel = chosen(request)
    if period is None:
        return render(request, "surveys/desk/report.html", {"period": None})
    found = board(period, service=service, channel=channel, is_public=False)
    past = history(list(periods.periods().filter(starts_on__lte=period.starts_on)[:6]), is_public=False)
    context = {
        "period": period, "board": found, "service": service, "channel": channel, "channels": Channel.choices,
        "periods": periods.periods()[:40], "services": periods.services(),
        "chart": charts.of_lines(found) if found.is_open else "",
        "trend": charts.of_history(past) if len(past) > 1 else "", "history": past,
        "reports": periods.reports(request.actor).filter(period=period)[:5],
    }  # fmt: skip
    return render(request, "surveys/desk/report.html", context)


@READERS
@require_POST
def ask(request: Request) -> HttpResponse:
    """Have the worker draw the report."""
    period, service, _channel = chosen(request)
    if period is None:
        raise Http404
    report = reports.ask(period, service, actor=request.actor)
    return redirect("survey_report", pk=report.pk)


@READERS
def report(request: Request, pk: int) -> HttpResponse:
    """How far it is; the page comes again by itself until the report is ready."""
    found = get_object_or_404(periods.reports(request.actor), pk=pk)
    is_open = found.state in {"waiting", "drawing"}
    return render(request, "surveys/desk/report_progress.html", {"report": found, "is_open": is_open})


@READERS
def report_file(request: Request, pk: int) -> FileResponse:
    """The PDF."""
    found = get_object_or_404(periods.reports(request.actor).exclude(file=None), pk=pk)
    if found.file is None:
        raise Http404
    name = f"laporan-skm-{slugify(found.period.name)}.pdf"
    return FileResponse(
        store.open_original(found.file), content_type="application/pdf", as_attachment=True, filename=name
    )


@READERS
def recap(request: Request) -> HttpResponse:
    """The ministry's recap with live formulas."""
    period, service, _channel = chosen(request)
    if period is None:
        raise Http404
    try:
        data = workbook.of_period(period, service)
    except Refused as no:
        return render(request, "surveys/desk/report_refused.html", {"refusal": str(no), "period": period}, status=409)
    return workbook.download(data, f"rekap-skm-{slugify(period.name)}.xlsx")
