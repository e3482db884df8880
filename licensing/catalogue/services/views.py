"""Public pages of the service standards: /layanan/ and what hangs below it."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import public
from foundation.office.office import current
from foundation.printing import qr
from foundation.printing import render as printer
from licensing.catalogue.services import standards

GUIDES = {"mandiri": "self_service", "berbantuan": "assisted"}
NEWEST = "2025"
POSTER_KEPT_SECONDS = 30 * 24 * 3600


@public
def services(request: HttpRequest) -> HttpResponse:
    """Every published standard with its promise."""
    today = timezone.localdate()
    rows = [
        {"standard": standard, "promise": standards.promise(standard, today)}
        for standard in standards.published(today).order_by("name")
    ]
    return render(request, "licensing/public/services.html", {"rows": rows})


@public
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One standard: requirements, procedures, time, fee, product, law, complaints."""
    return render(request, "licensing/public/service.html", page(slug))


@public
def guide(request: HttpRequest, slug: str, procedure: str) -> HttpResponse:
    """A citizen's guide through one procedure, step by step; made to be printed."""
    facts = page(slug)
    steps = standards.steps(facts["standard"], GUIDES[procedure])
    if not steps:
        raise Http404
    facts |= {"steps": steps, "procedure": procedure, "is_published": steps[0].is_published}
    return render(request, "licensing/public/guide.html", facts)


@public
def pledge(request: HttpRequest, slug: str) -> HttpResponse:
    """Maklumat pelayanan: the office's pledge with this service's promise."""
    return render(request, "licensing/public/pledge.html", page(slug))


@public
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The A3 poster with a QR code to the service's page; drawn once per version of standard and office."""
    facts = page(slug)
    standard, office = facts["standard"], current()
    key = f"poster-{standard.pk}-{office.version}-{facts['promise'].days}"
    body = cache.get(key)
    if body is None:
        address = settings.SITE_URL.rstrip("/") + reverse("service", args=[slug])
        facts |= {"office": office, "address": address, "qr": qr.png_data_uri(address, module=12)}
        body = printer.pdf("licensing/public/poster.html", facts, title=f"{standard.name} · {office.short_name}")
        cache.set(key, body, POSTER_KEPT_SECONDS)
    name = _("poster-%(slug)s.pdf") % {"slug": slug}
    return HttpResponse(body, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def page(slug: str) -> dict[str, Any]:
    """What all pages of one service show; 404 when no standard of that name is published today."""
    today = timezone.localdate()
    standard = get_object_or_404(standards.published(today), slug=slug)
    listed = standards.activities(standard, today)
    in_force, replaced = standards.laws(standard, today)
    return {
        "standard": standard,
        "components": {component.number: component for component in standards.components(standard)},
        "promise": standards.promise(standard, today),
        "activities": [activity for activity in listed if activity.edition == NEWEST],
        "older": [activity for activity in listed if activity.edition != NEWEST],
        "accompanied": standards.office_only_accompanies(listed),
        "deciders": sorted({str(decider) for activity in listed for decider in activity.deciders}),
        "mechanism": standards.steps(standard, "mechanism"),
        "self_service": standards.steps(standard, "self_service"),
        "assisted": standards.steps(standard, "assisted"),
        "in_force": in_force,
        "replaced": replaced,
        "signatory": standards.signatory(today),
        "today": today,
    }
