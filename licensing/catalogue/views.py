"""Public pages of "cek syarat": search, one code, its printable checklist."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import public
from licensing.catalogue import queries, wording
from licensing.catalogue.checklist import Checklist, checklist, first_choice
from licensing.catalogue.forms import ChoiceForm
from licensing.catalogue.models import Kbli, Scope
from licensing.terms import Scale

EDITIONS = ("2020", "2025")
LONGEST_QUERY = 200
EXAMPLES = (
    _("warung"),
    _("laundry"),
    _("bengkel motor"),
    _("kursus menjahit"),
    _("rumah makan"),
    _("kos-kosan"),
    _("apotek"),
    _("lowongan kerja"),
)


@public
def find(request: HttpRequest) -> HttpResponse:
    """Search by everyday words, misspellings and codes; a number with two meanings asks which is meant."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    edition = request.GET.get("edisi", "")
    edition = edition if edition in EDITIONS else ""
    both = queries.both_meanings(query) if not edition else []
    hits = [] if both else queries.search(query, edition=edition)
    context = {
        "query": query,
        "edition": edition,
        "both": [_shown(entry) for entry in sorted(both, key=lambda entry: entry.edition, reverse=True)],
        "hits": [{**_shown(hit.entry), "matched": hit.matched} for hit in hits],
        "examples": [str(example) for example in EXAMPLES],
    }
    return render(request, "licensing/public/kbli_find.html", context)


@public
def code(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """One code: choose scope and scale, see risk, products, documents, days, duties."""
    context, status = _page(request, edition, code)
    return render(request, "licensing/public/kbli_code.html", context, status=status)


@public
def sheet(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """The checklist of one choice with boxes to tick, made to be printed."""
    context, status = _page(request, edition, code)
    if not context.get("found"):
        raise Http404
    return render(request, "licensing/public/kbli_sheet.html", context, status=status)


def _shown(entry: Any) -> dict[str, Any]:
    """A search entry as the list shows it."""
    return {
        "entry": entry,
        "url": reverse("kbli_code", args=[entry.edition, entry.code]),
        "badges": wording.risk_badges(entry.risks),
        "coverage": Kbli.Coverage(entry.coverage).label if entry.coverage else "",
        "no_licence": entry.coverage == Kbli.Coverage.NO_SCOPE,
    }


def _page(request: HttpRequest, edition: str, code: str) -> tuple[dict[str, Any], int]:
    """What page and sheet share; 422 when the choice cannot be read (the first choice is shown then)."""
    kbli = queries.kbli(edition, code)
    if kbli is None or not kbli.is_activity:
        raise Http404
    context: dict[str, Any] = {
        "kbli": kbli,
        "successors": list(queries.successors(kbli)) if edition == Kbli.Edition.KBLI_2020 else [],
        "predecessors": list(queries.predecessors(kbli)) if edition == Kbli.Edition.KBLI_2025 else [],
        "other_meaning": [entry for entry in queries.both_meanings(code) if entry.edition != edition],
    }
    scopes = list(queries.scopes(kbli))
    if not scopes:
        return context | {"notices": list(queries.notices(kbli))}, 200
    form = ChoiceForm(request.GET or None, scopes=scopes)
    found = _chosen(form, kbli, scopes)
    form.initial = {"lingkup": str(found.scope.number), "skala": str(found.scale)}
    context["choose_first"] = bool(form.errors) or (len(scopes) > 1 and not form.is_bound)
    return context | {"form": form, "scopes": scopes, **_said(found)}, 422 if form.errors else 200


def _chosen(form: ChoiceForm, kbli: Kbli, scopes: list[Scope]) -> Checklist:
    """The checklist of what the form says, completed by the first choice."""
    today = timezone.localdate()
    scope, scale = first_choice(scopes, on=today)
    is_pma = False
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data.get("lingkup")
        scope = next((each for each in scopes if str(each.number) == wanted), scope)
        scale = form.scale() or scale
        is_pma = bool(form.cleaned_data.get("pma"))
    return checklist(kbli, scope, scale, is_pma=is_pma, on=today)


def _said(found: Checklist) -> dict[str, Any]:
    """The checklist in words."""
    picked = {"lingkup": found.scope.number, "skala": str(found.scale)} | ({"pma": "on"} if found.is_pma else {})
    apply = {"kbli": found.kbli.code, "edisi": found.kbli.edition, **picked}
    return {
        "found": found,
        "notices": found.notices,
        "picked": urlencode(picked),
        "apply_url": f"/permohonan/baru/?{urlencode(apply)}",
        "badges": wording.risk_badges([row.risk for row in found.candidates]),
        "table": _risk_table(found),
        "products": wording.products(found),
        "days": wording.days(found),
        "authority": wording.authority(found),
        "verifier": wording.verifier(found),
        "environment": wording.environment(found),
        "spatial": wording.spatial(found.scale),
        "why": [wording.why(row) for row in found.candidates],
        "prepared": wording.PREPARED,
        "today": timezone.localdate(),
    }


def _risk_table(found: Checklist) -> list[dict[str, Any]]:
    """Risk at every scale of the scope; a scale without row is not offered, or not read yet."""
    return [
        {
            "scale": scale.label,
            "badges": wording.risk_badges([row.risk for row in found.rows if row.scale == scale]),
            "is_chosen": scale == found.scale,
        }
        for scale in Scale
    ]
