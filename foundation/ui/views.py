"""The offline page with its service worker and manifest, and the style guide of the demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.office.office import current
from foundation.ui import gallery


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a phone shows when nothing can be reached. Kept by the service worker, so it names nobody."""
    return render(request, "ui/offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, at the root so that it may serve every page; its cache is named after the hashed files."""
    kept = [static("css/portal.css"), static("js/portal.js"), reverse("offline")]
    response = render(request, "ui/sw.js", {"kept": kept}, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the portal on its home screen."""
    office = current()
    icon = {"src": static("img/ikon.svg"), "sizes": "any", "type": "image/svg+xml"}
    data = {
        "name": f"{office.portal_name} · {office.short_name}",
        "short_name": office.portal_name,
        "description": _("Perizinan dari rumah atau di loket. Tidak dipungut biaya."),
        "lang": "id",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f5f5f2",
        "theme_color": office.colour_primary,
        "icons": [icon],
    }
    return JsonResponse(data, content_type="application/manifest+json")


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in use; a POST shows the form refused (422), as a page of the portal would."""
    if not settings.DEMO:
        raise Http404
    sent = request.method == "POST"
    form = gallery.SampleForm(request.POST if sent else None)
    if "pesan" in request.GET:
        messages.success(request, _("Draf tersimpan."))
    context = gallery.context() | {"form": form}
    return render(request, "ui/style_guide.html", context, status=422 if sent and not form.is_valid() else 200)
