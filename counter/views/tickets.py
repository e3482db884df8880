"""The queue for people: now, taking a number with a slot, the page of a ticket, its slip."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public
from accounts.requests import Request
from counter import slip
from counter.actions import draw, windows
from counter.forms.booking import BookingForm
from counter.models import Ticket
from counter.queries import feed, hours, slots, waiting
from counter.refusals import Refused
from foundation.throttle import budget

TICKETS = Ticket.objects.select_related("line", "window", "for_window")
BUDGET = "12/hour"


@public
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """/antrean/: how the hall stands now."""
    return render(request, "counter/now.html", {"hall": feed.hall()})


@public
@never_cache
def take(request: Request) -> HttpResponse:
    """/antrean/ambil/: first the service, then a slot; answers with the page of the ticket."""
    line = waiting.lines().filter(letter=request.GET.get("layanan", "")).first()
    if line is None:
        return render(request, "counter/take.html", {"hall": feed.hall(), "lines": waiting.lines()})
    days = slots.days_with_slots(line)
    form = BookingForm(request.POST or None, days=days)
    facts = {"line": line, "form": form, "days": days}
    if request.method != "POST":
        return render(request, "counter/take.html", facts)
    if not budget.spend("queue", BUDGET, budget.address(request)):
        facts["refusal"] = _("Terlalu banyak nomor dari tempat ini. Coba lagi satu jam lagi, atau datang ke kantor.")
        return render(request, "counter/take.html", facts, status=429)
    if not form.is_valid():
        return render(request, "counter/take.html", facts, status=422)
    return booked(request, facts)


def booked(request: Request, facts: dict[str, object]) -> HttpResponse:
    """The number for the chosen slot, or 409 with the slots that are left."""
    form, line = facts["form"], facts["line"]
    told = form.cleaned_data  # type: ignore[attr-defined]
    try:
        at = datetime.fromisoformat(told["slot"])
        ticket = draw.for_slot(line, at, who=request.actor, tap=told["tap"], priority=told["priority"])  # type: ignore[arg-type]
    except Refused as why:
        days = slots.days_with_slots(line)  # type: ignore[arg-type]
        facts |= {"refusal": str(why), "days": days, "form": BookingForm(days=days, initial=told | {"slot": ""})}
        return render(request, "counter/take.html", facts, status=409)
    return redirect("queue_ticket", code=ticket.code)


@public
@require_safe
@never_cache
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """/a/<kode>/: how many are ahead, where to go, and what can still be done."""
    return shown(request, get_object_or_404(TICKETS, code=code))


def shown(request: HttpRequest, found: Ticket, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page of a ticket."""
    state = feed.of_ticket(found, waiting.version())
    facts = {"ticket": found, "state": state, "refusal": refusal, "open_hours": hours.of(found.on_day)}
    return render(request, "counter/ticket.html", facts, status=status)


@public
@require_POST
def act(request: Request, code: str) -> HttpResponse:
    """The person gives the number up, or has come after all."""
    found = get_object_or_404(TICKETS, code=code)
    step = windows.come_back if request.POST.get("tindakan") == "kembali" else windows.cancel
    try:
        step(found, who=request.actor)
    except Refused as why:
        return shown(request, found, refusal=str(why), status=409)
    return redirect("queue_ticket", code=code)


@public
@require_safe
@never_cache
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """/a/<kode>/karcis/: the slip on screen, printed by the browser on 80 or 58 mm."""
    found = get_object_or_404(TICKETS, code=code)
    return render(request, "counter/slip.html", slip.facts(found, width=slip.width_of(request.GET.get("lebar", ""))))


@public
@require_safe
def paper_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """/a/<kode>/karcis.pdf: the same as a file, for printers that want one."""
    found = get_object_or_404(TICKETS, code=code)
    width = slip.width_of(request.GET.get("lebar", ""))
    answer = HttpResponse(slip.pdf(found, width=width), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="antrean-{found.label.replace("/", "-")}-{width}.pdf"'
    return answer
