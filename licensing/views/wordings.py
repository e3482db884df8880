"""The admin words statements, grounds and standards anew: list, form, the difference, then the new version."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from licensing.actions import wordings
from licensing.forms.wordings import WordingForm
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

FORM, PREVIEW = "licensing/wordings/form.html", "licensing/wordings/preview.html"


@require_GET
@roles(Role.ADMIN)
def index(request: Request) -> HttpResponse:
    """/kelola/naskah/"""
    groups = [(slug, kind.title, kind.rows()) for slug, kind in wordings.KINDS.items()]
    return render(request, "licensing/wordings/list.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMIN)
def edit(request: Request, kind: str, ident: str) -> HttpResponse:
    """/kelola/naskah/<kind>/<ident>/: words, then the difference, then "Berlakukan"."""
    text = wordings.find(kind, ident)
    if text is None:
        raise Http404
    form = WordingForm(request.POST or None, kind=wordings.KINDS[kind], text=text)
    context: dict[str, Any] = {"form": form, "text": text, "kind": wordings.KINDS[kind], "slug": kind}
    if request.method != "POST":
        return render(request, FORM, context)
    if not form.is_valid():
        return unready(request, FORM, context)
    context["changes"] = told(form, text)
    if "berlakukan" not in request.POST and context["changes"]:
        return render(request, PREVIEW, context)
    return enforce(request, form, context)


def enforce(request: Request, form: WordingForm, context: dict[str, Any]) -> HttpResponse:
    """Make the version, or say why not."""
    said = form.cleaned_data
    try:
        version = wordings.revise(
            context["slug"],
            context["text"],
            form.words,
            actor=request.actor,
            mark=said["mark"],
            source=said["source"],
            since=said["since"],
        )
    except Refused as no:
        return refused(request, FORM, context, no)
    messages.success(request, _("Versi %(version)s disimpan.") % {"version": version})
    return redirect("wordings")


def told(form: WordingForm, text: wordings.Text) -> list[tuple[Any, str, str]]:
    """The parts that differ, by their labels."""
    return [(form.kind.labels[name], old, new) for name, old, new in wordings.changed(text, form.words)]
