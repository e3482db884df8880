"""Doors of figures: the statistics of a desk, reports, the plan, and the public page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public, roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.models import PlanItem, Report
from complaints.reporting import everybody, making, plans, sight
from complaints.reporting.forms import PlanForm, SpanForm
from foundation.ui import keyset


@roles(*sight.READERS)
@require_safe
@never_cache
def statistics(request: Request) -> HttpResponse:
    """Figures of a year or a month, for what this person may count."""
    form = SpanForm(request.GET)
    found = making.counted(request.actor, form.span)
    trend = [(_("Masuk"), found.came), (_("Dijawab"), found.done)]
    return render(request, "complaints/reporting/statistics.html", {"form": form, "figures": found, "trend": trend})


@roles(*sight.READERS)
@never_cache
def reports(request: Request) -> HttpResponse:
    """Own reports with their progress; a POST asks for one."""
    if request.method == "POST":
        making.ask(SpanForm(request.POST).span, actor=request.actor)
        return redirect("complaint_reports")
    rows = Report.objects.filter(asked_by_id=request.actor.user_id).select_related("pdf", "workbook")
    page = keyset.page(rows, request.GET, order=("-asked_at", "-id"), size=12)
    running = [report for report in page.rows if report.done_at is None and not report.failed]
    facts = {"page": page, "form": SpanForm(request.GET), "running": running}
    return render(request, "complaints/reporting/reports.html", facts)


@roles(*sight.READERS)
@require_safe
@never_cache
def plan(request: Request) -> HttpResponse:
    """What the office changes because of complaints."""
    page = keyset.page(plans.items(), request.GET, order=("-month", "due_on", "id"))
    return render(request, "complaints/reporting/plan.html", {"page": page, "today": timezone.localdate()})


@roles(Role.COMPLAINTS)
@never_cache
def plan_new(request: Request) -> HttpResponse:
    """A new act."""
    return plan_form(request, PlanItem(month=timezone.localdate().replace(day=1)))


@roles(Role.COMPLAINTS)
@never_cache
def plan_edit(request: Request, pk: int) -> HttpResponse:
    """Change one, or say that it is done."""
    return plan_form(request, get_object_or_404(plans.items(), pk=pk))


def plan_form(request: Request, item: PlanItem) -> HttpResponse:
    """The form of both."""
    form = PlanForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        plans.keep(form.save(commit=False), actor=request.actor)
        return redirect("complaint_plan")
    status = 422 if form.errors else 200
    return render(request, "complaints/reporting/plan_item.html", {"form": form, "item": item}, status=status)


@public
@require_safe
def figures(request: Request) -> HttpResponse:
    """Figures for everybody, without small cells; counted at most once an hour."""
    form = SpanForm({"tahun": request.GET.get("tahun", "")})
    del form.fields["bulan"]  # a month of a small office would be all dashes
    facts = everybody.figures(form.span)
    return render(request, "complaints/reporting/public.html", {"form": form, **facts})
