"""The admin's pages of the catalogue: /kelola/katalog/ and what hangs below it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import roles
from accounts.roles import Role
from foundation.ui import keyset
from licensing.catalogue import queries
from licensing.catalogue.models import AgencyRoute, EnvironmentRule, Kbli, Scope
from licensing.catalogue.upkeep import editing, holdings
from licensing.catalogue.upkeep.forms import EnvironmentForm, LineForm, RouteForm, SettleForm
from licensing.terms import Scale

HOME = "/kelola/katalog/"
LISTS = HOME + "daftar/"


@require_GET
@roles(Role.ADMIN)
def home(request: HttpRequest) -> HttpResponse:
    """What the catalogue holds, the newest changes, and a search for a code to settle."""
    query = request.GET.get("q", "").strip()[:200]
    hits = queries.search(query, edition="2025", limit=10) if query else []
    context = {"query": query, "hits": hits, "coverage": holdings.coverage(), "releases": holdings.newest_releases()}
    return render(request, "licensing/catalogue/home.html", context)


@require_GET
@roles(Role.ADMIN)
def lists(request: HttpRequest) -> HttpResponse:
    """Every list of requirements and obligations with the codes that use it."""
    return render(request, "licensing/catalogue/lists.html", {"lists": holdings.lists()})


@require_GET
@roles(Role.ADMIN)
def one_list(request: HttpRequest, set_code: str) -> HttpResponse:
    """The lines of one list, hidden ones too."""
    lines = holdings.lines(set_code)
    if not lines:
        raise Http404
    return render(request, "licensing/catalogue/list.html", {"set_code": set_code, "lines": lines})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMIN)
def line(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change the office's copy of one line."""
    held = holdings.line(kind, pk)
    if held is None:
        raise Http404
    known = {name: getattr(held, name) for name in ("office_text", "is_hidden", "hidden_because")}
    form = LineForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return _kept(request, lambda: _revise(request, held, form.cleaned_data), f"{LISTS}{held.set_code}/")
    return _form(request, form, held.set_code, back=f"{LISTS}{held.set_code}/", source=held.text)


@require_GET
@roles(Role.ADMIN)
def environment(request: HttpRequest) -> HttpResponse:
    """Environment rules in force."""
    rules = EnvironmentRule.objects.current()
    page = keyset.page(rules, request.GET, order=("code", "scope_number", "id"), size=50)
    return render(request, "licensing/catalogue/environment.html", {"page": page})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMIN)
def environment_rule(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a rule, or change the class of one."""
    held = get_object_or_404(EnvironmentRule, pk=pk) if pk else None
    names = ("code", "scope_number", "scale", "environment_class", "regulation", "source")
    known = {name: getattr(held, name) for name in names} if held else None
    form = EnvironmentForm(request.POST or None, initial=known, is_change=held is not None)
    back = HOME + "lingkungan/"
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fresh = EnvironmentRule(edition="2025", **said)
        return _kept(request, lambda: _revise(request, held, said) if held else _add(request, fresh), back)
    return _form(request, form, _("Aturan lingkungan"), back=back)


@require_GET
@roles(Role.ADMIN)
def routes(request: HttpRequest) -> HttpResponse:
    """Agency routes in force."""
    rows = AgencyRoute.objects.current().select_related("agency")
    page = keyset.page(rows, request.GET, order=("edition", "code_prefix", "sector", "id"), size=50)
    return render(request, "licensing/catalogue/routes.html", {"page": page})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMIN)
def route(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a route, or send one elsewhere."""
    held = get_object_or_404(AgencyRoute, pk=pk) if pk else None
    names = ("edition", "code_prefix", "sector", "agency", "source")
    known = {name: getattr(held, name) for name in names} if held else None
    form = RouteForm(request.POST or None, initial=known, is_change=held is not None)
    back = HOME + "rute/"
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fresh = AgencyRoute(**said)
        return _kept(request, lambda: _revise(request, held, said) if held else _add(request, fresh), back)
    return _form(request, form, _("Rute dinas teknis"), back=back)


@require_GET
@roles(Role.ADMIN)
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Scopes and rows of one code, each with a way to settle it."""
    kbli = get_object_or_404(Kbli, edition="2025", code=code, level=Kbli.Level.ACTIVITY)
    return render(request, "licensing/catalogue/code.html", {"kbli": kbli, "scopes": holdings.scopes(kbli)})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMIN)
def settle(request: HttpRequest, scope_id: int, scale: str) -> HttpResponse:
    """Make sure of one risk row."""
    scope = get_object_or_404(Scope.objects.select_related("kbli"), pk=scope_id)
    if scale not in Scale.values:
        raise Http404
    form = SettleForm(request.POST or None, initial=holdings.known_row(scope, scale))
    back = f"{HOME}kbli/{scope.kbli.code}/"
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        said = {name: facts.pop(name) for name in ("requirements", "obligations")}
        today, who = timezone.localdate(), request.actor  # type: ignore[attr-defined]
        return _kept(request, lambda: editing.settle_risk(scope, scale, facts, who=who, today=today, **said), back)
    return _form(request, form, f"{scope.kbli.code} · {scope.name} · {Scale(scale).label}", back=back)


def _revise(request: HttpRequest, held: Any, said: dict[str, Any]) -> None:
    """A new version of what the admin opened, of what the form really changes."""
    changes = {name: value for name, value in said.items() if getattr(held, name) != value}
    if changes:
        editing.revise(held, who=request.actor, today=timezone.localdate(), **changes)  # type: ignore[attr-defined]


def _add(request: HttpRequest, made: Any) -> None:
    editing.add(made, who=request.actor, today=timezone.localdate())  # type: ignore[attr-defined]


def _kept(request: HttpRequest, act: Any, back: str) -> HttpResponse:
    """Do it; somebody else's change in between is a 409 with the sentence."""
    try:
        act()
    except editing.Stale as no:
        return render(request, "409.html", {"sentence": str(no), "back_url": back}, status=409)
    messages.success(request, _("Perubahan disimpan sebagai versi baru."))
    return redirect(back)


def _form(request: HttpRequest, form: Any, title: str, *, back: str, source: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "source": source}
    return render(request, "licensing/catalogue/form.html", context, status=422 if form.errors else 200)
