"""Doors that only a simulation has: the wizard's hand-over, the applicant's acts, the testers' knobs and books."""

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from pydantic import BaseModel, ConfigDict, ValidationError

from oss_bridge.contract import simulation
from oss_bridge.contract.methods import BAD_PARAMETER
from oss_bridge.contract.reading import UnreadableBody, parse
from oss_bridge.mock import knobs, models, pusher
from oss_bridge.mock.oss.books import Refusal
from oss_bridge.mock.oss.engine import SimulatedOss
from oss_bridge.mock.web import speech
from oss_bridge.mock.web.contract_doors import engine

Act = Callable[[SimulatedOss, Any], BaseModel]
ACTS: dict[str, tuple[type[BaseModel], Act]] = {
    "permohonan": (simulation.HandOver, lambda oss, given: oss.hand_over(given)),
    "pemenuhan": (simulation.Fulfilment, lambda oss, given: oss.fulfil(given)),
    "perbaikan": (simulation.Fulfilment, lambda oss, given: oss.correct(given)),
    "akun": (simulation.AccountRequest, lambda oss, given: oss.open_account(given)),
}


class Order(BaseModel):
    """What a tester orders: a ``fault`` of knobs.FAULTS, or an ``act`` that OSS does at once."""

    model_config = ConfigDict(extra="forbid")
    fault: str = ""
    method: str = "*"
    licence_id: str = ""
    next: int | None = None
    probability: float = 1.0
    seed: int = 0
    seconds: float = 0
    value: str = ""
    act: str = ""
    nib: str = ""


@csrf_exempt
@require_POST
def act(request: HttpRequest, name: str) -> HttpResponseBase:
    """An act of the simulation: /simulasi/permohonan, pemenuhan, perbaikan, akun."""
    began = time.monotonic()
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    if name not in ACTS:
        return speech.refused(404, "Akses Service Tidak Ditemukan")
    try:
        tree = parse(request.body)
    except UnreadableBody as broken:
        return speech.refused(BAD_PARAMETER, str(broken))
    where = {"method": f"simulasi/{name}", "licence_id": speech.subject_of(tree)}
    if delay := knobs.drawn(knobs.DELAYS, **where):
        speech.nap(delay.seconds)
    stop = knobs.drawn({k: v for k, v in knobs.BEFORE.items() if k != "refuse"}, **where)
    answer = speech.stopped(request, stop) if stop else _acted(name, tree)
    lost = None if stop else knobs.drawn({"lost_answer": "", "timeout": ""}, **where)
    if lost and lost.fault == "timeout":
        speech.nap(lost.seconds or 30)
    elif lost:
        answer = speech.torn(request)
    fault = stop.fault if stop else lost.fault if lost else ""
    speech.write_down(f"simulasi/{name}", tree, answer, code=answer.status_code, fault=fault, began=began)
    return answer


def _acted(name: str, tree: dict[str, Any]) -> JsonResponse:
    model, do = ACTS[name]
    try:
        given = model.model_validate(tree)
        with transaction.atomic():
            done = do(engine(), given)
    except ValidationError as wrong:
        named = ", ".join(".".join(map(str, one["loc"])) for one in wrong.errors(include_input=False)[:5])
        return speech.refused(BAD_PARAMETER, f"Data Parameter Salah: {named}")
    except Refusal as no:
        return speech.refused(no.code, no.sentence)
    pusher.ring()
    return JsonResponse(done.model_dump(mode="json"))


@csrf_exempt
def turn(request: HttpRequest) -> HttpResponseBase:
    """GET: what is turned on. POST: turn one more, or do an act. DELETE: turn all off."""
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    if request.method == "DELETE":
        models.Knob.objects.all().delete()
    if request.method != "POST":
        return JsonResponse({"faults": knobs.FAULTS, "on": list(models.Knob.objects.values())})
    try:
        order = Order.model_validate(parse(request.body))
    except (UnreadableBody, ValidationError) as wrong:
        return speech.refused(BAD_PARAMETER, str(wrong))
    if order.act:
        return _ordered_act(order)
    if order.fault not in knobs.FAULTS:
        return speech.refused(BAD_PARAMETER, f"Gangguan tak dikenal: {order.fault}")
    kept = order.model_dump(include={"fault", "method", "licence_id", "probability", "seed", "seconds", "value"})
    knob = models.Knob.objects.create(**kept, left=order.next)
    return JsonResponse({"id": knob.pk})


def _ordered_act(order: Order) -> JsonResponse:
    """expire, verify, decide (value is the code), freeze, revoke, push_again."""
    oss = engine()
    doing: dict[str, Callable[[], object]] = {
        "expire": lambda: oss.expire(order.licence_id),
        "verify": lambda: oss.verify_wholly(order.licence_id),
        "decide": lambda: oss.decide(order.licence_id, order.value),
        "freeze": lambda: oss.freeze(order.nib),
        "revoke": lambda: oss.revoke(order.nib),
        "push_again": lambda: _push_again(order.nib),
    }
    if order.act not in doing:
        return speech.refused(BAD_PARAMETER, f"Perbuatan tak dikenal: {order.act}")
    try:
        with transaction.atomic():
            done = doing[order.act]()
    except Refusal as no:
        return speech.refused(no.code, no.sentence)
    pusher.ring()
    return JsonResponse(done.model_dump(mode="json") if isinstance(done, BaseModel) else {"done": order.act})


def _push_again(nib: str) -> None:
    """Send every letter of a NIB once more, in order."""
    for old in models.Push.objects.filter(nib=nib).order_by("id"):
        oss = engine()
        oss.books.post(old.method, old.nib, old.body)


@require_GET
def journal(request: HttpRequest) -> HttpResponseBase:
    """The books of calls and letters, newest first (``?sejak=<id>`` for what came later)."""
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    since = int(request.GET.get("sejak", "0") or 0)
    calls = models.Call.objects.filter(pk__gt=since)[:500]
    return JsonResponse(
        {
            "calls": list(calls.values()),
            "pushes": list(models.Push.objects.order_by("-id")[:500].values()),
            "letters": list(models.Letter.objects.values()[:100]),
        }
    )


@require_GET
def stats(request: HttpRequest) -> HttpResponseBase:
    """Counts: NIBs, permits by code, calls by method, letters by state."""
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    return JsonResponse(
        {
            "nib": models.Holder.objects.count(),
            "permits": _counts(models.Permit.objects.values_list("code").annotate(n=Count("pk")).order_by("code")),
            "calls": _counts(models.Call.objects.values_list("method").annotate(n=Count("pk")).order_by("method")),
            "pushes": _counts(models.Push.objects.values_list("state").annotate(n=Count("pk")).order_by("state")),
        }
    )


def _counts(pairs: Any) -> dict[str, int]:
    return {str(name): number for name, number in pairs}


@require_GET
def alive(request: HttpRequest) -> HttpResponseBase:
    """Is the mock up?"""
    return JsonResponse({"status": "SIMULASI", "nib": models.Holder.objects.count()})
