"""Relatives: officers declare them at /akun/keluarga/, admins end them at /kelola/keluarga/."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.ui import keyset
from licensing.actions import ties as acts
from licensing.forms.own import EndTieForm, RelativeForm
from licensing.queries import ties
from licensing.workflow import Refused

JUDGES = (Role.BACK_OFFICE, Role.REVIEWER, Role.HEAD)


@roles(*JUDGES)
@require_http_methods(["GET", "HEAD", "POST"])
def relatives(request: Request) -> HttpResponse:
    """Mine, and a form for one more."""
    form = RelativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.declare(form.cleaned_data["nomor"], actor=request.actor)
        except Refused as why:
            form.add_error("nomor", str(why))
        else:
            messages.success(request, _("Dicatat. Berkas usaha itu tidak akan Anda nilai."))
            return redirect("relatives")
    context = {"form": form, "page": keyset.page(ties.relatives_of(request.actor), request.GET, order=("-id",))}
    return render(request, "licensing/ties/mine.html", context, status=422 if form.errors else 200)


@roles(Role.ADMIN)
@require_GET
def declared(request: Request) -> HttpResponse:
    """Everybody's."""
    page = keyset.page(ties.living(), request.GET, order=("-id",))
    return render(request, "licensing/ties/all.html", {"page": page})


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """One declaration no longer holds."""
    tie, form = ties.tie_of(pk), EndTieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.end(tie, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Pernyataan diakhiri."))
        return redirect("declared_ties")
    context = {"tie": tie, "form": form}
    return render(request, "licensing/ties/end.html", context, status=422 if form.errors else 200)
