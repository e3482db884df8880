"""One row: its story, a row by hand, a correction, an end, a SIGAP number."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from counter.logbook import book, corrections
from counter.logbook.forms.entries import CorrectionForm, EndForm, EntryForm
from counter.logbook.queries import rows, stories


@roles(*rows.READERS)
@never_cache
def row(request: Request, pk: int) -> HttpResponse:
    """The whole story of one row. POST opens the person's name, which is journalled."""
    visit = get_object_or_404(rows.visible_to(request.actor), pk=pk)
    name_open = request.method == "POST"
    if name_open:
        stories.opened_name(visit, request.actor)
    context = {**stories.story(visit, request.actor, name_open=name_open), "end_form": EndForm()}
    return render(request, "logbook/row.html", context)


@roles(*rows.WRITERS)
def by_hand(request: Request) -> HttpResponse:
    """A call, a chat, a visit that nobody drew a ticket for."""
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("logbook_row", book.by_hand(who=request.actor, **form.facts()).pk)
    return render(request, "logbook/entry.html", {"form": form}, status=422 if form.is_bound else 200)


@roles(*rows.WRITERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """A new row in place of this one."""
    visit = get_object_or_404(rows.visible_to(request.actor), pk=pk)
    form = CorrectionForm(request.POST or None, visit=visit)
    context: dict[str, Any] = {"form": form, "visit": visit}
    if request.method != "POST":
        return render(request, "logbook/correct.html", context)
    if not form.is_valid():
        return render(request, "logbook/correct.html", context, status=422)
    try:
        newer = corrections.correct(visit, who=request.actor, reason=form.cleaned_data["reason"], **form.facts())
    except book.Refused as no:
        return render(request, "logbook/correct.html", {**context, "refusal": str(no)}, status=409)
    return redirect("logbook_row", newer.pk)


@roles(*rows.WRITERS)
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """Close a row that was left running."""
    visit = get_object_or_404(rows.visible_to(request.actor), pk=pk)
    form = EndForm(request.POST)
    context = {**stories.story(visit, request.actor), "end_form": form}
    if not form.is_valid():
        return render(request, "logbook/row.html", context, status=422)
    try:
        corrections.end_by_hand(visit, who=request.actor, **form.cleaned_data)
    except book.Refused as no:
        return render(request, "logbook/row.html", {**context, "refusal": str(no)}, status=409)
    return redirect("logbook_row", pk)


@roles(*rows.WRITERS)
@require_POST
def sigap(request: Request, pk: int) -> HttpResponse:
    """The number that the office's own SIGAP gave this row."""
    visit = get_object_or_404(rows.visible_to(request.actor), pk=pk)
    corrections.note_sigap(visit, who=request.actor, number=request.POST.get("sigap", "")[:60])
    return redirect("logbook_row", pk)
