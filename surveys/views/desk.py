"""/kelola/survei/: the officers' pages: what to look at, periods, versions of the questions, kiosks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from surveys.actions import alarms, kiosks, periods, questionnaires
from surveys.forms.desk import FindingForm, KioskForm, PeriodForm, PlanForm, RevisionForm, UsersForm
from surveys.models import Period
from surveys.queries import periods as asked
from surveys.queries.board import board
from surveys.refusals import Refused

MANAGERS = roles(*asked.MANAGERS)


@roles(*asked.READERS)
def desk(request: Request) -> HttpResponse:
    """What waits, and all periods with their figures."""
    running = asked.running()
    context = {
        "alarms": asked.open_alarms(request.actor),
        "unanswered": asked.unanswered(request.actor),
        "running": running,
        "board": board(running, is_public=False) if running else None,
        "periods": asked.periods()[:40],
        "is_manager": request.actor.role in asked.MANAGERS,
    }
    return render(request, "surveys/desk/desk.html", context)


@roles(*asked.READERS)
def alarm(request: Request, pk: int) -> HttpResponse:
    """One alarm: what it means, and what was found."""
    found = get_object_or_404(asked.open_alarms(request.actor), pk=pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "surveys/desk/alarm.html", {"alarm": found, "form": form}, status=422)
        try:
            alarms.close(found, actor=request.actor, **form.cleaned_data)
        except Refused as no:
            return render(request, "surveys/desk/alarm.html", {"alarm": found, "form": form, "refusal": no}, status=409)
        messages.success(request, _("Hasil pemeriksaan tersimpan."))
        return redirect("survey_desk")
    return render(request, "surveys/desk/alarm.html", {"alarm": found, "form": form})


@MANAGERS
def period_new(request: Request) -> HttpResponse:
    """A new period."""
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = periods.open_period(actor=request.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return redirect("survey_period", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/desk/period_new.html", {"form": form}, status=status)


@roles(*asked.PLANNERS)
def period(request: Request, pk: int) -> HttpResponse:
    """One period: its days, users of each service, plans, publication. ``?tindakan=`` says which form was sent."""
    found = get_object_or_404(asked.period(pk))
    if request.method != "POST":
        return page(request, found)
    what = request.POST.get("tindakan", "")
    if what != "rencana" and request.actor.role not in asked.MANAGERS:
        return page(request, found, refusal=_("Hanya pengelola survei yang mengubah periode."), status=409)
    act = {"periode": changed, "pengguna": counted, "rencana": planned, "umumkan": published}.get(what)
    return act(request, found) if act else page(request, found, refusal=_("Pilih salah satu tindakan."), status=409)


def page(request: Request, found: Period, *, status: int = 200, refusal: str = "", **forms: Any) -> HttpResponse:
    """The period's page with its forms, the sent one as it was sent."""
    days = {"name": found.name, "starts_on": found.starts_on, "ends_on": found.ends_on}
    figures = board(found, is_public=False)
    context = {
        "period": found, "board": figures, "refusal": refusal, "is_manager": request.actor.role in asked.MANAGERS,
        "period_form": PeriodForm(initial=days, is_new=False),
        "users_form": UsersForm(period=found, services=list(asked.services())),
        "plan_form": PlanForm(initial={"unsur": figures.weakest[0].slug} if figures.weakest else None),
        "batches": asked.batches(found)[:20],
        **forms,
    }  # fmt: skip
    return render(request, "surveys/desk/period.html", context, status=status)


def changed(request: Request, found: Period) -> HttpResponse:
    """Name and days."""
    form = PeriodForm(request.POST, is_new=False)
    if form.is_valid():
        try:
            periods.change(found, actor=request.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return saved(request, found)
    return page(request, found, status=422, period_form=form)


def counted(request: Request, found: Period) -> HttpResponse:
    """N of each service."""
    form = UsersForm(request.POST, period=found, services=list(asked.services()))
    if not form.is_valid():
        return page(request, found, status=422, users_form=form)
    periods.count_users(found, form.users(), actor=request.actor)
    return saved(request, found)


def planned(request: Request, found: Period) -> HttpResponse:
    """Rencana tindak lanjut."""
    form = PlanForm(request.POST)
    if not form.is_valid():
        return page(request, found, status=422, plan_form=form)
    facts = form.cleaned_data
    periods.plan(
        found, facts["unsur"], text=facts["plan"], due_on=facts["due_on"], responsible=facts["responsible"],
        actor=request.actor,
    )  # fmt: skip
    return saved(request, found)


def published(request: Request, found: Period) -> HttpResponse:
    """The figures go to the public page."""
    try:
        periods.publish(found, actor=request.actor)
    except Refused as no:
        return page(request, found, status=409, refusal=str(no))
    return saved(request, found)


def saved(request: Request, found: Period) -> HttpResponse:
    """Back to the period."""
    messages.success(request, _("Tersimpan."))
    return redirect("survey_period", pk=found.pk)


@MANAGERS
def questions(request: Request) -> HttpResponse:
    """All versions of the questions; a new one of the office's own."""
    versions = list(asked.questionnaires())
    form = RevisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and versions:
        facts = form.cleaned_data
        try:
            questionnaires.revise(
                versions[0], facilities_first=facts["order"], extra=facts["extra"], actor=request.actor
            )
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Versi baru tersimpan. Pilih versi itu saat membuat periode."))
            return redirect("survey_questions")
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/desk/questions.html", {"versions": versions, "form": form}, status=status)


@roles(*asked.TYPISTS)
def kiosk_list(request: Request) -> HttpResponse:
    """Kiosks that are on, and switching this device to one."""
    return render(request, "surveys/desk/kiosks.html", {"form": KioskForm(), "kiosks": asked.kiosks()})


@roles(*asked.TYPISTS)
@require_POST
def kiosk_stop(request: Request, pk: int) -> HttpResponse:
    """Its key opens nothing any more."""
    kiosks.stop(get_object_or_404(asked.kiosks(), pk=pk), actor=request.actor)
    messages.success(request, _("Kios dimatikan."))
    return redirect("survey_kiosks")
