"""/kelola/oss/impor/: read an export of the OSS dashboard, look at what each row means, have it carried out."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.outbox.acts import NotPossible
from foundation.ui import keyset
from licensing.views.replies import refused, unready
from oss_bridge.importing import carrying_out, sheets
from oss_bridge.models import Import, ImportRow
from oss_bridge.pages.forms import ExportForm


@roles(Role.ADMIN, Role.HEAD)
def start(request: Request) -> HttpResponse:
    """Upload an export, and the earlier ones."""
    form = ExportForm(request.POST or None, request.FILES or None)
    page = keyset.page(Import.objects.select_related("read_by"), request.GET, order=("-read_at", "-id"))
    context = {"form": form, "page": page}
    if request.method != "POST":
        return render(request, "oss_bridge/import.html", context)
    if form.is_valid():
        try:
            made = carrying_out.preview(form.cleaned_data["berkas"], actor=request.actor)
        except sheets.SheetRefused as no:
            form.add_error("berkas", str(no))
        else:
            return redirect("oss_import_preview", made.pk)
    return unready(request, "oss_bridge/import.html", context)


@roles(Role.ADMIN, Role.HEAD)
def preview(request: Request, pk: int) -> HttpResponse:
    """Row by row; carried out by POST, once."""
    made = Import.objects.select_related("read_by").filter(pk=pk).first()
    if made is None:
        raise Http404
    if request.method != "POST":
        return render(request, "oss_bridge/import_preview.html", shown(request, made))
    try:
        carrying_out.carry_out(made, actor=request.actor)
    except NotPossible as no:
        return refused(request, "oss_bridge/import_preview.html", shown(request, made), no)
    return redirect("oss_import_preview", made.pk)


def shown(request: Request, made: Import) -> dict[str, Any]:
    """The report: counts, one page of rows, what became of each."""
    chosen = request.GET.get("temuan", "")
    rows = made.rows.select_related("application")
    rows = rows.filter(finding=chosen) if chosen in ImportRow.Finding.values else rows
    page = keyset.page(rows, request.GET, order=("number", "id"), size=50)
    counted = carrying_out.counts(made)
    tabs = [
        {"label": word.label, "url": f"?temuan={word.value}", "count": counted[word], "current": chosen == word}
        for word in ImportRow.Finding
        if counted.get(word)
    ]
    lines = [(row, carrying_out.outcome(row) if made.done_at else "") for row in page.rows]
    asks = counted.get(ImportRow.Finding.NEW, 0) + counted.get(ImportRow.Finding.DIFFERENT, 0)
    return {"made": made, "page": page, "lines": lines, "tabs": tabs, "asks": asks, "total": sum(counted.values())}
