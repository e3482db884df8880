"""Joining two entries of one person: one officer proposes, another decides, it can be undone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import merging, people
from counter.assisted.forms.people import MergeForm, ReasonForm
from counter.assisted.models import Merge, Person
from counter.assisted.queries import search
from counter.assisted.queries.people import merge_of, person_of, waiting_merges
from counter.assisted.views.people import note_look
from foundation.ui import keyset
from licensing.workflow import Refused

SECOND = (Role.CLERK, Role.BACK_OFFICE, Role.ADMIN)


@roles(Role.CLERK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, pk: int) -> HttpResponse:
    """/loket/pemohon/<id>/gabung/"""
    person, refusal = person_of(pk), ""
    note_look(request, person, "merge")
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = other_of(person, form.cleaned_data["other"], request)
        if other is None:
            form.add_error("other", _("Tidak ada data lain dengan nomor ini. Periksa NIK atau nomor HP-nya."))
        else:
            try:
                merging.propose(person, other, reason=form.cleaned_data["reason"], actor=request.actor)
                messages.success(request, _("Usulan dikirim. Petugas kedua memeriksa dan memutuskan."))
                return redirect("person", person.pk)
            except Refused as no:
                refusal = str(no)
    status = 409 if refusal else 422 if form.errors else 200
    context = {"form": form, "person": person, "refusal": refusal}
    return render(request, "counter/assisted/merge.html", context, status=status)


def other_of(person: Person, text: str, request: Request) -> Person | None:
    """The other entry that carries this NIK or number."""
    _kind, hits = search.find(text) if len(text) >= search.SHORTEST else ("", [])
    keys = [hit.key for hit in hits if hit.key != f"orang:{person.pk}"]
    other = people.open_up(keys[0], actor=request.actor) if len(keys) == 1 else None
    if other is not None:
        people.opened(other, page="merge", actor=request.actor)
    return other


@roles(*SECOND)
@never_cache
@require_safe
def waiting(request: Request) -> HttpResponse:
    """/loket/gabung/: proposals, and what was joined."""
    page = keyset.page(waiting_merges(), request.GET, order=("-state", "id"))
    return render(request, "counter/assisted/merges.html", {"page": page})


@roles(*SECOND)
@never_cache
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """Both entries beside each other, numbers masked."""
    merge = merge_of(pk)
    for person in (merge.kept, merge.gone):
        people.opened(person, page="merge", actor=request.actor)
    return render(request, "counter/assisted/merge_decide.html", {"merge": merge, "form": ReasonForm()})


Act = Callable[..., None]
ACTS: dict[str, Act] = {"setuju": merging.approve, "tolak": merging.refuse}


@roles(*SECOND)
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Agree, or not."""
    merge = merge_of(pk)
    try:
        ACTS["setuju" if request.POST.get("putusan") == "setuju" else "tolak"](merge, actor=request.actor)
    except Refused as no:
        return again(request, merge, str(no))
    return redirect("merges")


@roles(*SECOND)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take them apart."""
    merge = merge_of(pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = {"merge": merge, "form": form}
        return render(request, "counter/assisted/merge_decide.html", context, status=422)
    try:
        merging.undo(merge, reason=form.cleaned_data["reason"], actor=request.actor)
    except Refused as no:
        return again(request, merge, str(no))
    return redirect("merges")


def again(request: Request, merge: Merge, sentence: str) -> HttpResponse:
    """The page again with the sentence why not."""
    merge.refresh_from_db()
    context = {"merge": merge, "form": ReasonForm(), "refusal": sentence}
    return render(request, "counter/assisted/merge_decide.html", context, status=409)
