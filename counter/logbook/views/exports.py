"""Downloads: small ones at once, large ones from the worker, with progress, for a day."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.access import roles
from accounts.actors import Actor
from accounts.requests import Request
from counter.logbook.exports import reading, work, writers
from counter.logbook.models import Export
from counter.logbook.queries import asking, rows
from foundation.ui import keyset

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
MOST_WAITING = 3


@roles(*rows.READERS)
@never_cache
def listed(request: Request) -> HttpResponseBase:
    """/agenda/ekspor/: my downloads. POST asks for one: small ones come at once."""
    mine = Export.objects.filter(owner_id=request.actor.account)
    refusal = ""
    if request.method == "POST":
        form, query = request.POST.get("form", ""), asking.question(QueryDict(request.POST.get("query", "")[:3000]))
        if form not in Export.Form.values:
            raise Http404
        asked = asking.of_query(query)
        count = reading.asked_rows(request.actor, asked)[: work.AT_ONCE[form] + 1].count()
        refusal = why_not(mine, form, request.actor, asked)
        if count <= work.AT_ONCE[form]:
            work.record(request.actor, form=form, rows=count, query=query)
            return at_once(form, asked, request.actor)
        if not refusal:
            total = reading.asked_rows(request.actor, asked).count()
            return redirect("logbook_export", work.ask(request.actor, form=form, query=query, total=total).token)
    page = keyset.page(mine, request.GET, order=("-created_at", "-id"))
    context = {"page": page, "refusal": refusal, "now": timezone.now()}
    return render(request, "logbook/exports.html", context, status=409 if refusal else 200)


def why_not(mine: QuerySet[Export], form: str, actor: Actor, asked: asking.Asked) -> str:
    """The sentence that refuses a large export; empty when nothing does."""
    if mine.filter(state__in=[Export.State.WAITING, Export.State.RUNNING]).count() >= MOST_WAITING:
        return _("Tiga unduhan Anda masih disusun. Tunggu salah satunya selesai.")
    if form == "pdf" and reading.asked_rows(actor, asked)[: work.MOST_ON_PAPER + 1].count() > work.MOST_ON_PAPER:
        return _("PDF memuat paling banyak 2.000 baris. Persempit tanggalnya, atau unduh Excel atau CSV.")
    return ""


def at_once(form: str, asked: asking.Asked, actor: Actor) -> HttpResponseBase:
    """A small file as the answer itself."""
    found = reading.asked_rows(actor, asked)
    lines = (reading.lines(piece, asked, actor) for piece, _cursor in reading.pieces(found, asked))
    name = f"agenda-{timezone.localdate():%Y%m%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        return StreamingHttpResponse(csv_stream(lines, asked), content_type=KINDS["csv"], headers=headers)
    if form == "pdf":
        data = writers.paper([line for piece in lines for line in piece], asked, actor)
        return HttpResponse(data, KINDS["pdf"], headers=headers)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        writers.workbook(path, asked.columns, lines)
        return HttpResponse(path.read_bytes(), KINDS["xlsx"], headers=headers)


def csv_stream(lines: Iterator[list[list[writers.Cell]]], asked: asking.Asked) -> Iterator[str]:
    """Heading and pieces."""
    yield writers.csv_head(asked.columns)
    for piece in lines:
        yield writers.csv_text(piece, asked.columns)


@roles(*rows.READERS)
@never_cache
def progress(request: Request, token: str) -> HttpResponse:
    """How far a large export is; the page asks again by itself."""
    export = get_object_or_404(Export, token=token, owner_id=request.actor.user_id)
    share = min(100, round(export.done / export.total * 100)) if export.total else 0
    is_open = export.state in {Export.State.WAITING, Export.State.RUNNING}
    return render(request, "logbook/export.html", {"export": export, "share": share, "is_open": is_open})


@roles(*rows.READERS)
@never_cache
def download(request: Request, token: str) -> HttpResponseBase:
    """The file, for whoever asked for it, until it expires: then 410 with the way to a new one."""
    export = get_object_or_404(Export, token=token, owner_id=request.actor.user_id)
    path = work.path_of(export)
    is_over = export.expires_at is not None and export.expires_at < timezone.now()
    if export.state != Export.State.READY or is_over or not path.exists():
        return render(request, "logbook/export.html", {"export": export, "share": 0, "is_over": True}, status=410)
    kind = KINDS[export.file_name.rpartition(".")[2]]
    return FileResponse(path.open("rb"), as_attachment=True, filename=export.file_name, content_type=kind)
