"""/agenda/: the book as a list, its totals, and what a person keeps of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.logbook import keeping
from counter.logbook.columns import COLUMNS, needed
from counter.logbook.days import SIGNERS
from counter.logbook.forms.keeping import ColumnsForm, SavedViewForm
from counter.logbook.models import Layout
from counter.logbook.queries import asking, figures, rows
from counter.logbook.views import filtering, table
from foundation.ui import keyset

PAGE_SIZE = 25
DAY_READERS = {*SIGNERS, Role.ADMIN, Role.AUDITOR}
MORE_FILTERS = ("layanan", "petugas", "loket", "kbli", "dinas", "tanpa_sigap", "semua_versi")
BREAKDOWNS = ("channel", "result", "service", "officer_id", "window", "agency_id", "kbli")


@roles(*rows.READERS)
@never_cache
def agenda(request: Request) -> HttpResponse:
    """The list: filter, totals, columns, saved views."""
    asked = asking.read(request.GET)
    is_fine = asked.form.is_valid()
    found = rows.found(request.actor, asked.wanted) if is_fine else rows.visible_to(request.actor).none()
    found = rows.lean(found, [*needed(asked.columns), *(["is_replaced"] if asked.wanted.with_replaced else [])])
    page = keyset.page(found, request.GET, order=rows.order_of(asked.wanted), size=PAGE_SIZE)
    context = {
        "asked": asked,
        "page": page,
        "lines": table.body(page.rows, asked.columns),
        "figures": figures.figures(request.actor, asked.wanted),
        "saved": keeping.saved_by(request.actor),
        **arranged(request, asked),
        "page_has_errors": not is_fine,
    }
    return render(request, "logbook/agenda.html", context, status=200 if is_fine else 422)


def arranged(request: Request, asked: asking.Asked) -> dict[str, Any]:
    """Tabs of the two layouts, ticks of the columns, and what this role may do here."""
    address = request.GET.copy()
    for name in ("tampilan", "kolom", keyset.AFTER, keyset.BEFORE):
        address.pop(name, None)
    rest = f"&{address.urlencode()}" if address else ""
    return {
        "tabs": [
            {"label": Layout(name).label, "url": f"?tampilan={name}{rest}", "current": name == asked.layout}
            for name in Layout.values
        ],
        "controls": filtering.controls(asked.form),
        "ticks": filtering.ticks((key, str(column.heading), key in asked.keys) for key, column in COLUMNS.items()),
        "kept": filtering.hidden(
            (name, value) for name in asking.ASKED if name != "kolom" for value in request.GET.getlist(name)
        ),
        "kept_columns": filtering.hidden(("kolom", key) for key in request.GET.getlist("kolom") if key in COLUMNS),
        "may_write": request.actor.role in rows.WRITERS,
        "may_arrange": request.actor.role in keeping.ARRANGERS,
        "today": timezone.localdate().isoformat() if request.actor.role in DAY_READERS else "",
        "is_filtered": bool(asked.query),
        "is_narrow": any(request.GET.get(name) for name in MORE_FILTERS),
    }


@roles(*rows.READERS)
@never_cache
def totals(request: Request) -> HttpResponse:
    """/agenda/ringkasan/: everything counted, whatever it takes, with the breakdowns."""
    asked = asking.read(request.GET)
    if not asked.form.is_valid():
        return redirect(f"{reverse('logbook')}?{asked.query}")
    parts = [
        (figures.title_of(name), figures.named(name, figures.breakdown(request.actor, asked.wanted, name)))
        for name in BREAKDOWNS
    ]
    whole = figures.everything(request.actor, asked.wanted)
    return render(request, "logbook/totals.html", {"asked": asked, "figures": whole, "parts": parts})


@roles(*rows.READERS)
@require_POST
def save_view(request: Request) -> HttpResponse:
    """Keep the filter and the columns under a name; the same name is written over."""
    form = SavedViewForm(request.POST)
    if form.is_valid():
        kept = keeping.save(request.actor, name=form.cleaned_data["nama_tampilan"], query=form.cleaned_data["query"])
        return redirect(f"{reverse('logbook')}?{kept.query}")
    return render(request, "logbook/save_view.html", {"form": form}, status=422)


@roles(*rows.READERS)
@require_POST
def drop_view(request: Request, pk: int) -> HttpResponse:
    """Forget a saved view of one's own."""
    get_object_or_404(keeping.saved_by(request.actor), pk=pk).delete()
    return redirect("logbook")


@roles(Role.HEAD, Role.ADMIN)
def columns(request: Request, layout: str) -> HttpResponse:
    """/agenda/kolom/<tampilan>/: columns, order and headings of a layout and of its exports."""
    form = ColumnsForm(request.POST or None, arranged=asking.arrangement(keeping.known_layout(layout)))
    if request.method == "POST" and form.is_valid():
        keeping.arrange(layout, form.chosen(), who=request.actor)
        return redirect(f"{reverse('logbook')}?tampilan={layout}")
    context = {"form": form, "title": Layout(layout).label, "layout": layout}
    return render(request, "logbook/columns.html", context, status=422 if form.is_bound else 200)
