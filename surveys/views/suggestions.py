"""Suggestions: a register sorted by unsur, an answer to each, and all of them as a workbook."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import roles
from accounts.requests import Request
from foundation.ui import keyset
from surveys.actions import suggestions
from surveys.forms.desk import AnswerForm, SuggestionFilter
from surveys.models import Suggestion
from surveys.queries import periods
from surveys.reporting import workbook


def filtered(request: Request) -> tuple[QuerySet[Suggestion], SuggestionFilter]:
    """The rows that the address asks for."""
    form = SuggestionFilter(request.GET)
    rows = periods.suggestions(request.actor)
    if form.is_valid():
        if unsur := form.cleaned_data["unsur"]:
            rows = rows.filter(unsur=unsur)
        if state := form.cleaned_data["keadaan"]:
            rows = rows.filter(answered_on__isnull=state == "belum")
    return rows, form


@roles(*periods.READERS)
def register(request: Request) -> HttpResponse:
    """Newest first."""
    rows, form = filtered(request)
    page = keyset.page(rows, request.GET, order=("-day", "-id"))
    return render(request, "surveys/desk/suggestions.html", {"page": page, "filter": form})


@roles(*periods.MANAGERS)
def detail(request: Request, pk: int) -> HttpResponse:
    """One suggestion: sorted and answered."""
    found = get_object_or_404(periods.suggestions(request.actor), pk=pk)
    now = {"unsur": found.unsur, "text": found.answer, "is_public": found.is_public}
    form = AnswerForm(request.POST or None, initial=now)
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "surveys/desk/suggestion.html", {"form": form, "suggestion": found}, status=422)
        suggestions.answer(found, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Jawaban tersimpan."))
        return redirect("survey_suggestions")
    return render(request, "surveys/desk/suggestion.html", {"form": form, "suggestion": found})


@roles(*periods.READERS)
def export(request: Request) -> HttpResponse:
    """What the filter shows, as a workbook; numbers and addresses of people are closed in it."""
    rows, _form = filtered(request)
    return workbook.download(workbook.of_suggestions(rows.order_by("unsur", "-day", "-id")[:20_000]), "saran-skm.xlsx")
