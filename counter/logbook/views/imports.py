"""An old Excel book: upload, look, confirm."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.logbook.forms.imports import MappingForm, UploadForm
from counter.logbook.imports import reading, work
from counter.logbook.models import ImportBatch
from foundation.ui import keyset


@roles(Role.HEAD, Role.ADMIN)
def start(request: Request) -> HttpResponse:
    """/agenda/impor/: hand in a workbook; earlier ones below."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("logbook_import", work.receive(form.cleaned_data["workbook"], who=request.actor).token)
        except reading.NotReadable as no:
            form.add_error("workbook", str(no))
    page = keyset.page(ImportBatch.objects.all(), request.GET, order=("-created_at", "-id"))
    status = 422 if request.method == "POST" else 200
    return render(request, "logbook/imports.html", {"form": form, "page": page}, status=status)


@roles(Role.HEAD, Role.ADMIN)
@never_cache
def preview(request: Request, token: str) -> HttpResponse:
    """/agenda/impor/<kode>/: columns, the first rows, what does not fit; then confirm or drop."""
    batch = get_object_or_404(ImportBatch, token=token)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if batch.state != ImportBatch.State.PREVIEW:
        return render(request, "logbook/import.html", {"batch": batch})
    form = MappingForm(request.POST if act else None, headings=batch.headings, mapping=batch.mapping)
    if act == "drop":
        work.drop(batch)
        return redirect("logbook_imports")
    if act and form.is_valid():
        work.remap(batch, form.mapping())
    seen = work.preview(batch)
    if act == "confirm" and form.is_valid() and not seen["missing"]:
        work.confirm(batch, who=request.actor)
        return redirect("logbook_import", token)
    context = {"batch": batch, "form": form, **seen}
    if seen["missing"]:
        context |= {"sentence": work.sentence_of(seen["missing"]), "page_has_errors": bool(act)}
    return render(request, "logbook/import.html", context, status=422 if act and seen["missing"] else 200)
