"""/pengawasan/: permits that OSS issued by itself, who looks at them, what was found."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.files.intake import FileRefused
from foundation.ui import keyset
from licensing.views.desks.visit_sheet import sheet
from licensing.views.replies import refused, unready
from supervision import actions, forms, limits, queries
from supervision.models import Task
from supervision.terms import Paper, Result

TEMPLATE = "supervision/task.html"
LIMITS = "supervision/limit.html"


@roles(Role.SUPERVISOR, Role.HEAD, Role.ADMIN, Role.AUDITOR)
def desk(request: Request) -> HttpResponse:
    """The list, the most urgent first."""
    chosen = request.GET.get("lihat", "")
    page = keyset.page(queries.desk(request.actor, chosen), request.GET, order=("due_on", "id"))
    return render(request, "supervision/desk.html", {"page": page, "chosen": chosen, "actor": request.actor})


@roles(Role.SUPERVISOR, Role.HEAD, Role.ADMIN, Role.AUDITOR)
def detail(request: Request, pk: int) -> HttpResponse:
    """One task."""
    task = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return render(request, TEMPLATE, shown(request, task))


def shown(request: Request, task: Task, **bound: Any) -> dict[str, Any]:
    """The task with the forms that this person may use."""
    actor = request.actor
    is_mine = task.owner_id is not None and task.owner_id == actor.user_id and task.state == "taken"
    first = {"owner": task.owner_id, "due_on": task.due_on}
    return {
        "task": task,
        "opinions": queries.opinions(task),
        "is_mine": is_mine,
        "may_take": actor.role == Role.SUPERVISOR and task.state == "open",
        "may_assign": actor.role == Role.HEAD and task.state != "done",
        "may_print": actor.role in {Role.SUPERVISOR, Role.HEAD} and task.state != "done",
        "assign_form": bound.get("tugaskan") or forms.AssignForm(initial=first),
        "assignment_form": bound.get("surat-tugas") or forms.AssignmentForm(auto_id="st_%s"),
        "report_form": bound.get("bap") or forms.ReportForm(auto_id="bap_%s"),
        "result_form": bound.get("hasil") or forms.ResultForm(),
        "wrong": next((form for form in bound.values() if form is not None), None),
    }


@roles(Role.SUPERVISOR, Role.HEAD)
@require_safe
def visit_sheet(request: Request, pk: int) -> HttpResponse:
    """/pengawasan/<pk>/berita-acara/: the blank BAP, for who goes and for the head who sends."""
    task = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    facts: dict[str, Any] = {
        "title": _("Berita acara pemeriksaan (BAP)"),
        "back_url": reverse("supervision_task", args=[task.pk]),
        "officer": task.owner,
        "reason": task.get_reason_display(),
        "assignment_number": task.assignment_number,
        "results": [result.label for result in Result],
    }
    return sheet(request, task.application, **facts)


@roles(Role.ADMIN)
def limit(request: Request) -> HttpResponse:
    """/kelola/batas-pengawasan/: the promise in force, what is announced, what was before; another from a day on."""
    form = forms.LimitForm(request.POST or None, initial=now_in_force())
    if request.method == "POST" and form.is_valid():
        try:
            limits.replace(form.cleaned_data, actor=request.actor)
        except limits.NotPossible as no:
            form.add_error(None, str(no))
        else:
            return redirect("supervision_limit")
    return render(request, LIMITS, shown_limits(form), status=422 if form.is_bound else 200)


@roles(Role.ADMIN)
@require_POST
def limit_back(request: Request, pk: int) -> HttpResponse:
    """/kelola/batas-pengawasan/<pk>/batal/: what was announced does not come."""
    row = get_object_or_404(limits.known(), pk=pk)
    try:
        limits.take_back(row, actor=request.actor)
    except limits.NotPossible as no:
        return refused(request, LIMITS, shown_limits(forms.LimitForm(initial=now_in_force())), no)
    return redirect("supervision_limit")


def now_in_force() -> dict[str, int]:
    """What the form begins with."""
    return {"days": limits.days_on(timezone.localdate())}


def shown_limits(form: forms.LimitForm) -> dict[str, Any]:
    """The rows and the form; the newest row may be taken back until its day."""
    return {"form": form, "rows": limits.known(), "today": timezone.localdate()}


@roles(Role.SUPERVISOR, Role.HEAD)
def act(request: Request, pk: int, step: str) -> HttpResponse:
    """ambil, tugaskan, surat-tugas, bap, hasil."""
    task = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    known = ACTS.get(step)
    if request.method != "POST" or known is None:
        return redirect("supervision_task", task.pk)
    make, do = known
    form = make(request.POST, request.FILES) if make else None
    if form is not None and not form.is_valid():
        return unready(request, TEMPLATE, shown(request, task, **{step: form}))
    try:
        do(request, task, form.cleaned_data if form else {})
    except (actions.NotPossible, FileRefused) as no:
        return refused(request, TEMPLATE, shown(request, task), no)
    return redirect("supervision_task", task.pk)


def take(request: Request, task: Task, _said: dict[str, Any]) -> None:
    """The supervisor takes it."""
    actions.take(task, actor=request.actor)


def assign(request: Request, task: Task, said: dict[str, Any]) -> None:
    """The head sends somebody."""
    actions.assign(task, owner_id=said["owner"].pk, due_on=said["due_on"], actor=request.actor)


def assignment(request: Request, task: Task, said: dict[str, Any]) -> None:
    """The surat tugas."""
    number, upload = said["number"], said["berkas"]
    actions.attach(task, paper=Paper.ASSIGNMENT, upload=upload, number=number, actor=request.actor)


def report(request: Request, task: Task, said: dict[str, Any]) -> None:
    """The BAP."""
    actions.attach(task, paper=Paper.REPORT, upload=said["berkas"], actor=request.actor)


def result(request: Request, task: Task, said: dict[str, Any]) -> None:
    """The end."""
    found = {"result": Result(said["result"]), "visited_on": said["visited_on"], "note": said["note"]}
    actions.finish(task, **found, actor=request.actor)


Do = Callable[[Request, Task, dict[str, Any]], None]
ACTS: dict[str, tuple[Any, Do]] = {
    "ambil": (None, take),
    "tugaskan": (forms.AssignForm, assign),
    "surat-tugas": (forms.AssignmentForm, assignment),
    "bap": (forms.ReportForm, report),
    "hasil": (forms.ResultForm, result),
}
