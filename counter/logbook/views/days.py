"""Days: pelayanan bergerak at a village, and the signature under a day of the book."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.logbook import book, days
from counter.logbook.forms.entries import CloseForm, MobileDayForm, MobileForm
from counter.logbook.models import MobileDay
from counter.logbook.queries import rows
from counter.logbook.terms import Channel
from foundation.ui import keyset


@roles(*rows.WRITERS)
def mobile_days(request: Request) -> HttpResponse:
    """/agenda/bergerak/: service days, and a new one."""
    form = MobileDayForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        return redirect("mobile_day", days.open_mobile_day(who=request.actor, **form.cleaned_data).pk)
    page = keyset.page(days.mobile_days(), request.GET, order=("-day", "-id"))
    context = {"form": form, "page": page}
    return render(request, "logbook/mobile_days.html", context, status=422 if form.is_bound else 200)


@roles(*rows.WRITERS, Role.AUDITOR)
@never_cache
def mobile_day(request: Request, pk: int) -> HttpResponse:
    """/agenda/bergerak/<pk>/: one page for a phone: a row by hand, and the rows so far. An auditor reads it."""
    day: MobileDay = get_object_or_404(days.mobile_days(), pk=pk)
    if request.method == "POST" and request.actor.role not in rows.WRITERS:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = MobileForm(request.POST or None, on=day.day)
    if request.method == "POST" and form.is_valid():
        book.by_hand(who=request.actor, channel=Channel.MOBILE, mobile_day=day, **form.facts())
        return redirect("mobile_day", pk)
    return at_place(request, day, form, status=422 if form.is_bound else 200)


def at_place(request: Request, day: MobileDay, form: MobileForm, status: int, refusal: str = "") -> HttpResponse:
    """The page of one service day, with what its reader may do there."""
    mine = rows.current(rows.visible_to(request.actor)).filter(mobile_day=day).order_by("-started_at", "-id")
    context = {
        "form": form,
        "day": day,
        "rows": mine[:100],
        "count": mine.count(),
        "may_write": request.actor.role in rows.WRITERS,
        "may_serve": request.actor.role == Role.CLERK and days.served_at(day.pk) is not None,
        "refusal": refusal,
    }
    return render(request, "logbook/mobile_day.html", context, status=status)


@roles(Role.CLERK)
@require_POST
def mobile_day_serve(request: Request, pk: int) -> HttpResponse:
    """Help somebody here with an application: whoever is helped from now on stands in the book as of this place."""
    day: MobileDay = get_object_or_404(days.mobile_days(), pk=pk)
    if days.served_at(pk) is None:
        refusal = _("Hari pelayanan ini tidak sedang berlangsung. Buka hari pelayanan untuk hari ini.")
        return at_place(request, day, MobileForm(on=day.day), 409, refusal)
    request.session[days.PLACE] = pk
    return redirect("people_search")


@roles(*rows.WRITERS)
@require_POST
def mobile_day_close(request: Request, pk: int) -> HttpResponse:
    """The team goes home."""
    days.close_mobile_day(get_object_or_404(days.mobile_days(), pk=pk), who=request.actor)
    return redirect("mobile_days")


@roles(*days.SIGNERS, Role.ADMIN, Role.AUDITOR)
@never_cache
def day(request: Request, on: str) -> HttpResponse:
    """/agenda/hari/<tanggal>/: what the day holds, its signatures, and what came after them."""
    when = read_day(on)
    may_sign = request.actor.role in days.SIGNERS
    form = CloseForm(request.POST or None)
    context = {"day": when, "form": form, "may_sign": may_sign, **days.picture(when)}
    context["mine"] = set(rows.visible_to(request.actor).filter(rows.between(when, when)).values_list("pk", flat=True))
    if request.method != "POST":
        return render(request, "logbook/day.html", context)
    if not form.is_valid():
        return render(request, "logbook/day.html", context, status=422)
    try:
        days.close_day(when, who=request.actor, note=form.cleaned_data["note"])
    except book.Refused as no:
        return render(request, "logbook/day.html", {**context, "refusal": str(no)}, status=409)
    return redirect("logbook_day", on)


def read_day(text: str) -> date:
    """The day of an address, or 404."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
