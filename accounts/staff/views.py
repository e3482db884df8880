"""/kelola/pengguna/ and /kelola/penandatangan/: people and signers. Admins only."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from accounts.staff import acts, forms, queries
from foundation.ui import keyset


@roles(Role.ADMIN)
@require_GET
def index(request: Request) -> HttpResponse:
    """The list, by role, then newest last."""
    form = forms.Filter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.people(
        text=wanted.get("q", ""), role=wanted.get("peran", ""), closed="ya" if wanted.get("nonaktif") else ""
    )
    page = keyset.page(found, request.GET, order=("role", "id"), size=25)
    return render(request, "kelola/people.html", {"page": page, "filter": form})


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """A new officer."""
    form = forms.Invitation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = acts.invite(form.cleaned_data, actor=request.actor)
        except acts.NotPossible as why:
            form.add_error("email", str(why))
        else:
            messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": user.email})
            return redirect("staff_list")
    return render(request, "kelola/invite.html", {"form": form}, status=422 if form.errors else 200)


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """One person: facts, and what can be done."""
    person = queries.person_of(pk)
    form = forms.Officer(request.POST or None, instance=queries.person_of(pk)) if person.role in STAFF else None
    if request.method == "POST" and form is not None and form.is_valid():
        return done(request, pk, lambda: acts.change(person, form.cleaned_data, actor=request.actor), _("Disimpan."))
    context = {"person": person, "form": form, "is_me": person.pk == request.actor.user_id}
    return render(request, "kelola/person.html", context, status=422 if form is not None and form.errors else 200)


STAFF = frozenset(value for value, _label in forms.STAFF_ROLES)


def done(request: Request, pk: int, act: Callable[[], Any], words: str) -> HttpResponse:
    """Act, say so and go back; or say why not, with 409."""
    try:
        act()
    except acts.NotPossible as why:
        context = {"sentence": str(why), "back_url": f"/kelola/pengguna/{pk}/"}
        return render(request, "409.html", context, status=409)
    messages.success(request, words)
    return redirect("staff_edit", pk=pk)


@roles(Role.ADMIN)
@require_POST
def invite_again(request: Request, pk: int) -> HttpResponse:
    """Send the link once more."""
    person = queries.person_of(pk)
    return done(request, pk, lambda: acts.invite_again(person, actor=request.actor), _("Undangan dikirim lagi."))


@roles(Role.ADMIN)
@require_POST
def end_sessions(request: Request, pk: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    count = acts.end_sessions(queries.person_of(pk), actor=request.actor)
    words = ngettext("%(count)d sesi diakhiri.", "%(count)d sesi diakhiri.", count) % {"count": count}
    return done(request, pk, lambda: None, words)


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def reset_factor(request: Request, pk: int) -> HttpResponse:
    """A lost phone; asks for the reason."""
    person, form = queries.person_of(pk), forms.Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        act = lambda: acts.reset_factor(person, reason=reason, actor=request.actor)  # noqa: E731
        return done(request, pk, act, _("Kunci kedua dilepas. Orang itu memasang kunci baru saat masuk lagi."))
    return asked(request, "kelola/reset_factor.html", person, form)


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Somebody leaves; asks for the last day and the reason."""
    person, form = queries.person_of(pk), forms.Leaving(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: acts.close(person, **form.cleaned_data, actor=request.actor)  # noqa: E731
        return done(request, pk, act, _("Hari terakhir dicatat."))
    return asked(request, "kelola/close.html", person, form)


def asked(request: Request, template: str, person: Any, form: Any) -> HttpResponse:
    """A page that asks one thing about one person."""
    return render(request, template, {"person": person, "form": form}, status=422 if form.errors else 200)


@roles(Role.ADMIN)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """Somebody is back."""
    person = queries.person_of(pk)
    return done(request, pk, lambda: acts.reopen(person, actor=request.actor), _("Akun aktif lagi."))


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: Request) -> HttpResponse:
    """Who signs for the office when; adds a term."""
    form = forms.Term(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.appoint(form.save(commit=False), actor=request.actor)
        messages.success(request, _("Pejabat penandatangan dicatat."))
        return redirect("signers")
    page = keyset.page(queries.terms(), request.GET, order=("-starts_on", "-id"), size=25)
    context = {"page": page, "form": form, "today": timezone.localdate()}
    return render(request, "kelola/signers.html", context, status=422 if form.errors else 200)


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def end_term(request: Request, pk: int) -> HttpResponse:
    """The last day of a term."""
    term = queries.term_of(pk, today=timezone.localdate())
    form = forms.LastDay(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        acts.end_term(term, ends_on=form.cleaned_data["ends_on"], actor=request.actor)
        messages.success(request, _("Hari terakhir dicatat."))
        return redirect("signers")
    return render(request, "kelola/end_term.html", {"term": term, "form": form}, status=422 if form.errors else 200)
