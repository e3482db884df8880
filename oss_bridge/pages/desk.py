"""/kelola/oss/: what waits for OSS, what OSS sent that nobody could place, where both sides differ."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.outbox.acts import NotPossible
from licensing.views.replies import refused, unready
from oss_bridge.desk import acting, showing
from oss_bridge.pages.forms import ReasonForm

TEMPLATE = "oss_bridge/desk.html"
Act = Callable[..., object]
MESSAGE_ACTS: dict[str, Act] = {
    "coba": acting.retry, "lewati": acting.skip, "rujukan": acting.renew, "tanya": acting.ask,
}  # fmt: skip
ITEM_ACTS: dict[str, Act] = {"proses": acting.process_again, "selesai": acting.settle}
DIFFERENCE_ACTS: dict[str, Act] = {
    "selesai": acting.settle_difference, "ulang": acting.tell_again, "tanya": acting.ask_difference,
}  # fmt: skip
WORK_ACTS: dict[str, Act] = {"coba": acting.work_again}
NO_REASON = frozenset({"tanya"})  # looking changes nothing


def context(request: Request, form: ReasonForm | None = None) -> dict[str, Any]:
    """The whole desk."""
    lines, page = showing.queue(request.GET)
    return {
        "counts": showing.counts(),
        "queue": lines,
        "page": page,
        "parked": showing.parked(),
        "stopped": showing.stopped(),
        "differences": showing.differences(),
        "ways": showing.ways(),
        "rounds": showing.rounds(),
        "last_poll": showing.last_poll(),
        "mode": showing.mode(),
        "me": request.actor.user_id,
        "form": form,
    }


@roles(Role.ADMIN, Role.HEAD)
def overview(request: Request) -> HttpResponse:
    """The desk."""
    return render(request, TEMPLATE, context(request))


@roles(Role.ADMIN, Role.HEAD)
def message(request: Request, pk: int) -> HttpResponse:
    """Try a stuck message again, ask OSS about it, send it anew, or leave it out (two officers)."""
    return decide(request, showing.message_of(pk), MESSAGE_ACTS)


@roles(Role.ADMIN, Role.HEAD)
def item(request: Request, pk: int) -> HttpResponse:
    """Let a parked push be tried again, or say that it is settled."""
    return decide(request, showing.item_of(pk), ITEM_ACTS)


@roles(Role.ADMIN, Role.HEAD)
def difference(request: Request, pk: int) -> HttpResponse:
    """Look again, settle a difference with a reason, or have OSS told again what it forgot."""
    return decide(request, showing.difference_of(pk), DIFFERENCE_ACTS)


@roles(Role.ADMIN, Role.HEAD)
def work(request: Request, pk: int) -> HttpResponse:
    """Let stopped work of the bridge begin anew."""
    return decide(request, showing.work_of(pk), WORK_ACTS)


@roles(Role.ADMIN, Role.HEAD)
def history(request: Request) -> HttpResponse:
    """/kelola/oss/perbedaan/: every difference there ever was, and what became of it."""
    return render(request, "oss_bridge/history.html", {"page": showing.history(request.GET)})


def decide(request: Request, thing: object, known: dict[str, Act]) -> HttpResponse:
    """One act with its reason: 422 without one, 409 with the sentence where it is not possible."""
    if thing is None:
        raise Http404
    chosen = request.POST.get("act", "")
    act = known.get(chosen)
    if request.method != "POST" or act is None:
        return redirect("oss_desk")
    form = ReasonForm(request.POST)
    if not form.is_valid() and chosen not in NO_REASON:
        return unready(request, TEMPLATE, context(request, form))
    try:
        act(thing, actor=request.actor, reason=form.cleaned_data.get("reason", ""))
    except NotPossible as no:
        return refused(request, TEMPLATE, context(request), no)
    return redirect("oss_desk")
