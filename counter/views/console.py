"""/loket/: one screen for the shift. The queue on one side, people and their files on the other."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter import slip
from counter.actions import draw, shifts, windows
from counter.assisted.actions.offering import reached_at
from counter.assisted.models import Assistance
from counter.assisted.queries.sessions import seats
from counter.forms.console import DrawForm, FinishForm, NoteForm
from counter.logbook import days
from counter.logbook.queries import surveys
from counter.models import HandoverNote, Shift, Ticket, Window
from counter.queries import console
from counter.queries import shifts as working
from counter.refusals import Refused
from counter.terms import Source
from foundation.identity.digits import whole_number
from foundation.messaging.letters import Recipient

at_the_counter = roles(Role.CLERK, Role.INFORMATION)
TICKETS = Ticket.objects.select_related("line", "window", "for_window")


@at_the_counter
@require_safe
def home(request: Request) -> HttpResponse:
    """The console, or the choice of a window before the shift begins."""
    shift = working.of_clerk(request.actor)
    if shift is None:
        return choosing(request)
    return sitting(request, shift, survey=surveys.shown(request.actor, request.GET.get("survei", "")))


def sitting(request: Request, shift: Shift, refusal: str = "", status: int = 200, **more: Any) -> HttpResponse:
    """The console of a clerk who sits at a window."""
    facts = {**console.picture(shift, request.actor), "refusal": refusal, **more}
    facts.setdefault("finish", FinishForm(reach=reach(request, facts["held"])))
    facts.setdefault("note", NoteForm())
    return render(request, "counter/console.html", facts, status=status)


def reach(request: Request, held: Ticket | None) -> Recipient | None:
    """Where whoever is being helped gets letters; nobody is known of somebody who only drew a number."""
    assistance: Assistance | None = getattr(request, "assistance", None)
    if assistance is None or held is None or assistance.ticket_id != held.pk:
        return None
    return reached_at(assistance.person)


def choosing(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    """Which window today?"""
    facts = {"windows": console.choices(), "notes": working.unread_notes(), "refusal": refusal}
    return render(request, "counter/choose_window.html", facts, status=status)


@at_the_counter
@require_POST
def begin(request: Request) -> HttpResponse:
    """Sit down at a window."""
    window = get_object_or_404(Window, pk=number(request, "loket"), is_active=True)
    try:
        shifts.begin(window, who=request.actor, take_over="ambil_alih" in request.POST)
    except Refused as why:
        shift = working.of_clerk(request.actor)
        return sitting(request, shift, str(why), 409) if shift else choosing(request, str(why), 409)
    request.session.pop(days.PLACE, None)  # back from a village: whoever is helped now stands at the window
    return redirect("console")


def number(request: HttpRequest, name: str) -> int:
    """A number of a form; 0, which is nobody's, for anything else."""
    return whole_number(request.POST.get(name, "")) or 0


Step = Callable[..., object]
STEPS: dict[str, Step] = {"ulang": windows.recall, "lewati": windows.skip, "layani": windows.serve}


@at_the_counter
@require_POST
def act(request: Request, step: str) -> HttpResponse:
    """One act on the queue. Answers with the console; 409 and the sentence when it is not possible."""
    shift = working.of_clerk(request.actor)
    if shift is None:
        return choosing(request, _("Pilih loket dulu."), 409)
    try:
        refusal = done(request, shift, step)
    except Refused as why:
        return sitting(request, shift, str(why), 409)
    return refusal or redirect("console")


def done(request: Request, shift: Shift, step: str) -> HttpResponse | None:
    """Do it; a page when the form needs mending."""
    if step == "panggil":
        windows.call(shift, who=request.actor)
        return None
    held = get_object_or_404(TICKETS, pk=number(request, "tiket"), window=shift.window)
    seen = number(request, "versi")
    if step in STEPS:
        STEPS[step](held, seen=seen, who=request.actor)
    elif step == "pindah":
        target = get_object_or_404(Window, pk=number(request, "loket"))
        windows.transfer(held, target, seen=seen, who=request.actor)
    elif step == "selesai":
        return finished(request, shift, held, seen)
    else:
        raise Http404
    return None


def finished(request: Request, shift: Shift, held: Ticket, seen: int) -> HttpResponse | None:
    """The end of a service; with the survey offered, the console shows it next."""
    form = FinishForm(request.POST, reach=reach(request, held))
    if not form.is_valid():
        return sitting(request, shift, status=422, finish=form)
    told = form.told()
    done = windows.finish(held, seen=seen, who=request.actor, **told)
    messages.success(request, _("%(nomor)s selesai dilayani.") % {"nomor": held.label})
    return redirect(f"{reverse('console')}?survei={done.visit_id}") if told["survey"] else None


@at_the_counter
@require_POST
def end(request: Request) -> HttpResponse:
    """Leave the window, with a note to whoever comes next."""
    shift = working.of_clerk(request.actor)
    if shift is None:
        return redirect("console")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return sitting(request, shift, status=422, note=form)
    shifts.end(shift, note=form.cleaned_data["text"], who=request.actor)
    messages.success(request, _("%(loket)s ditutup. Terima kasih.") % {"loket": shift.window})
    return redirect("console")


@at_the_counter
@require_POST
def note_read(request: Request, pk: int) -> HttpResponse:
    """A note was read."""
    shifts.read_note(get_object_or_404(HandoverNote, pk=pk), who=request.actor)
    return redirect("console")


@at_the_counter
@never_cache
@require_http_methods(["GET", "POST"])
def draw_for_person(request: Request) -> HttpResponse:
    """/loket/nomor/: a number for somebody at the desk; answers with the slip and its QR."""
    form = DrawForm(request.POST or None, initial={"tap": uuid4()})
    facts: dict[str, Any] = {"form": form, "refusal": "", "seats": seats()}
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            ticket = draw.now_in_line(
                told["line"], who=request.actor, tap=told["tap"], source=Source.DESK, priority=told["priority"]
            )
        except Refused as why:
            facts["refusal"], status = str(why), 409
        else:
            return redirect("desk_ticket", code=ticket.code)
    return render(request, "counter/draw.html", facts, status=422 if form.errors else status)


@at_the_counter
@require_safe
def desk_ticket(request: Request, code: str) -> HttpResponse:
    """The number just drawn at the desk: to print, to show, and to bring a no-show back."""
    found = get_object_or_404(TICKETS, code=code)
    return render(request, "counter/desk_ticket.html", slip.facts(found, width="80"))


@at_the_counter
@require_POST
def come_back(request: Request, pk: int) -> HttpResponse:
    """A no-show stands at the desk after all."""
    found = get_object_or_404(TICKETS, pk=pk)
    try:
        windows.come_back(found, who=request.actor)
    except Refused as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("%(nomor)s kembali ke antrean.") % {"nomor": found.label})
    return redirect("console")
