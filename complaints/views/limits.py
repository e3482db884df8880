"""/kelola/batas-pengaduan/: the limits of the law as rows that an admin replaces."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.actions import limits
from complaints.workflow import Refused
from foundation.calendar.fields import DayField
from licensing.views.replies import refused

BOARD = "complaints/limits.html"
LONGEST = 400  # units of any law


class LimitForm(forms.Form):
    """A new length, its legal basis, and from when it holds."""

    value = forms.IntegerField(label=_("Lamanya"), min_value=1, max_value=LONGEST)
    law = forms.CharField(label=_("Dasar hukum"), max_length=200)
    source = forms.CharField(label=_("Sumber"), max_length=200)
    effective_from = DayField(
        label=_("Berlaku mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@roles(Role.ADMIN)
def board(request: Request) -> HttpResponse:
    """What holds today, and what is announced."""
    return render(request, BOARD, shown())


def shown() -> dict[str, Any]:
    """The rows; the newest of a kind may be taken back until its day."""
    today = timezone.localdate()
    return {"rules": limits.in_force(today), "today": today}


@roles(Role.ADMIN)
def replace(request: Request, pk: int) -> HttpResponse:
    """Close one row and add another."""
    rule = get_object_or_404(limits.in_force(timezone.localdate()), pk=pk)
    form = LimitForm(request.POST or None, initial={"value": rule.value, "law": rule.law})
    if request.method == "POST" and form.is_valid():
        try:
            limits.replace(rule, form.cleaned_data, actor=request.actor)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return redirect("complaint_limits")
    status = 422 if form.is_bound else 200
    return render(request, "complaints/limit.html", {"rule": rule, "form": form}, status=status)


@roles(Role.ADMIN)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """/kelola/batas-pengaduan/<pk>/batal/: what was announced does not come."""
    rule = get_object_or_404(limits.in_force(timezone.localdate()), pk=pk)
    try:
        limits.take_back(rule, actor=request.actor)
    except Refused as no:
        return refused(request, BOARD, shown(), no)
    return redirect("complaint_limits")
