"""/kelola/oss/: what waits for OSS, what OSS sent that nobody could place, where both sides differ."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import roles
from accounts.actors import Actor
from accounts.requests import Request
from accounts.roles import Role
from foundation.outbox.acts import NotPossible
from licensing.views.replies import refused, unready
from oss_bridge import desk
from oss_bridge.pages.forms import ReasonForm

TEMPLATE = "oss_bridge/desk.html"
Act = Callable[..., object]
MESSAGE_ACTS: dict[str, Act] = {"coba": desk.retry, "lewati": desk.skip}
ITEM_ACTS: dict[str, Act] = {"proses": desk.process_again, "selesai": desk.settle}


def context(actor: Actor, form: ReasonForm | None = None) -> dict[str, Any]:
    """The whole desk."""
    return {
        "counts": desk.counts(),
        "queue": desk.queue(),
        "parked": desk.parked(),
        "differences": desk.differences(),
        "broken": desk.broken(),
        "last_poll": desk.last_poll(),
        "mode": desk.mode(),
        "me": actor.user_id,
        "form": form,
    }


@roles(Role.ADMIN, Role.HEAD)
def overview(request: Request) -> HttpResponse:
    """The desk."""
    return render(request, TEMPLATE, context(request.actor))


@roles(Role.ADMIN, Role.HEAD)
def message(request: Request, pk: int) -> HttpResponse:
    """Try a stuck message again, or leave it out (two officers)."""
    return decide(request, desk.message_of(pk), MESSAGE_ACTS)


@roles(Role.ADMIN, Role.HEAD)
def item(request: Request, pk: int) -> HttpResponse:
    """Let a parked push be tried again, or say that it is settled."""
    return decide(request, desk.item_of(pk), ITEM_ACTS)


def decide(request: Request, thing: object, known: dict[str, Act]) -> HttpResponse:
    """One act with its reason: 422 without one, 409 with the sentence where it is not possible."""
    if thing is None:
        raise Http404
    act = known.get(request.POST.get("act", ""))
    if request.method != "POST" or act is None:
        return redirect("oss_desk")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return unready(request, TEMPLATE, context(request.actor, form))
    try:
        act(thing, actor=request.actor, reason=form.cleaned_data["reason"])
    except NotPossible as no:
        return refused(request, TEMPLATE, context(request.actor), no)
    return redirect("oss_desk")
