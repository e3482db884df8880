"""Doors of the office: its colours, its mark, and the page where an admin changes it.

Who may open them is said in ``portal/doors.py``: the foundation does not know roles.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.office import look
from foundation.office.editing import OfficeEdit
from foundation.office.office import current

KEPT = "public, max-age=31536000, immutable"
CHECKED = "public, max-age=300"


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """``/kantor.css?v=…``: kept for a year under its version, checked every five minutes without one."""
    office = current()
    return answer(request, look.stylesheet(office), "text/css; charset=utf-8", look.version(office))


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """``/kantor/tanda.svg?v=…``: the office's own mark."""
    office = current()
    if not office.logo_svg:
        raise Http404
    return answer(request, office.logo_svg, "image/svg+xml", look.version(office))


def answer(request: HttpRequest, body: str, kind: str, version: str) -> HttpResponse:
    """A small public file with its ETag."""
    tag = f'"{version}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    kept = KEPT if request.GET.get("v") == version else CHECKED
    return HttpResponse(body, kind, headers={"Cache-Control": kept, "ETag": tag})


def edit(request: HttpRequest) -> HttpResponse:
    """``/kelola/kantor/``: everything about the office on one page."""
    edit = OfficeEdit(current(), request.POST or None, request.FILES or None)
    if request.method == "POST":
        if edit.is_valid():
            changed = edit.save(who=request.actor)  # type: ignore[attr-defined]
            messages.success(request, _("Data kantor disimpan.") if changed else _("Tidak ada yang berubah."))
            return redirect("office_edit")
        return render(request, "office/edit.html", {"edit": edit, "form": edit.form}, status=422)
    return render(request, "office/edit.html", {"edit": edit, "form": edit.form})
