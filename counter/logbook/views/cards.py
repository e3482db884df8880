"""The information desk's quick row, and the card itself."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public, roles
from accounts.requests import Request
from accounts.roles import Role
from counter.logbook import cards
from counter.logbook.forms.entries import CardForm, services
from counter.logbook.queries import rows, surveys
from counter.logbook.settling import offering
from foundation.throttle import budget

PAPER_BUDGET = "30/10minutes"


@roles(Role.INFORMATION, Role.CLERK, Role.HEAD, Role.ADMIN)
def desk(request: Request) -> HttpResponse:
    """/agenda/informasi/: one row per question, with its card."""
    form = CardForm(request.POST or None, initial={"service": request.GET.get("layanan", "")})
    mine = rows.visible_to(request.actor).order_by("-started_at", "-id")
    shown = surveys.shown(request.actor, request.GET.get("survei", ""))
    context = {"form": form, "rows": mine[:8], "survey": shown, "card": known(request.GET.get("kartu", ""))}
    if request.method != "POST":
        return render(request, "logbook/information.html", context)
    if not form.is_valid():
        return render(request, "logbook/information.html", context, status=422)
    data = form.cleaned_data
    told = {name: data[name] for name in ("service", "how", "person_name", "note", "survey")}
    visit = cards.give(who=request.actor, key=data["submission"], **told)
    if data["how"] == "whatsapp":
        survey = offering.address(visit) if data["survey"] else ""
        context |= {"whatsapp_url": cards.whatsapp(data["service"], data["phone"], survey), "form": CardForm()}
        return render(request, "logbook/information.html", context)
    if data["survey"]:
        return redirect(f"{reverse('information_desk')}?{urlencode({'survei': visit.pk, 'kartu': data['service']})}")
    if data["service"] and data["how"] in {"qr", "kertas"}:
        door = "information_card" if data["how"] == "qr" else "information_card_paper"
        return redirect(reverse(door, args=[data["service"]]))
    return redirect("information_desk")


def known(slug: str) -> str:
    """The service of an address, if it is published; "" otherwise."""
    return slug if slug in {value for value, _label in services()} else ""


@public
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """/kartu/<layanan>/: requirements and flow on one sheet, with its QR code."""
    return render(request, "logbook/card.html", cards.card(slug))


@public
def card_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """/kartu/<layanan>.pdf"""
    cards.card(slug)
    if not budget.spend("information-card", PAPER_BUDGET, budget.address(request)):
        return render(request, "429.html", status=429)
    name = _("kartu-%(slug)s.pdf") % {"slug": slug}
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(cards.paper(slug), "application/pdf", headers=headers)
