"""The admin's page of holidays: /kelola/hari-libur/. Who may open it is said in portal/doors.py."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.calendar import acts, days
from foundation.calendar.forms import CancelForm, HolidayForm
from foundation.calendar.models import Holiday, Proposal
from foundation.calendar.published import years_without_joint_leave


@require_GET
def holidays(request: HttpRequest) -> HttpResponse:
    """One year's days off, what is missing, and what is proposed."""
    today = timezone.localdate()
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    context = {
        "year": year,
        "tabs": year_tabs(year, today.year),
        "rows": Holiday.objects.filter(day__year=year, active=True),
        "cancelled": Holiday.objects.filter(day__year=year, active=False),
        "proposals": acts.open_proposals(today),
        "missing_years": years_without_joint_leave(today),
        "version": days.version(),
    }
    return render(request, "calendar/holidays.html", context)


def year_tabs(chosen: int, now: int) -> list[dict[str, Any]]:
    """The years that can be chosen: two back, two ahead."""
    return [
        {"label": str(year), "url": f"?tahun={year}", "current": year == chosen} for year in range(now - 2, now + 3)
    ]


@require_http_methods(["GET", "POST"])
def holiday(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a day, or change one."""
    row = get_object_or_404(Holiday, pk=pk) if pk else None
    form = HolidayForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        kept = acts.keep(form.save(commit=False), who=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("Hari libur disimpan. Batas waktu permohonan yang berjalan dihitung ulang."))
        return redirect(f"/kelola/hari-libur/?tahun={kept.day.year}")
    status = 422 if form.errors else 200
    return render(request, "calendar/holiday.html", {"form": form, "row": row}, status=status)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """A day becomes a working day again."""
    row = get_object_or_404(Holiday, pk=pk, active=True)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.cancel(row, who=request.actor, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
        messages.success(request, _("Hari itu menjadi hari kerja. Batas waktu yang berjalan dihitung ulang."))
        return redirect(f"/kelola/hari-libur/?tahun={row.day.year}")
    status = 422 if form.errors else 200
    return render(request, "calendar/cancel.html", {"form": form, "row": row}, status=status)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline a proposal."""
    proposal = get_object_or_404(Proposal, pk=pk)
    act = acts.accept if request.POST.get("jawaban") == "terima" else acts.decline
    try:
        act(proposal, who=request.actor)  # type: ignore[attr-defined]
    except acts.NotPossible as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("Jawaban Anda dicatat."))
    return redirect(f"/kelola/hari-libur/?tahun={proposal.day.year}")
