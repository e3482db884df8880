"""Doors that only a simulation has: the wizard's hand-over, the applicant's acts, the testers' knobs and books."""

import time
from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from pydantic import BaseModel, ConfigDict, ValidationError

from oss_bridge.contract import simulation
from oss_bridge.contract.methods import BAD_PARAMETER, SUCCESS
from oss_bridge.contract.reading import UnreadableBody, parse
from oss_bridge.mock import knobs, models, pusher, rewinding
from oss_bridge.mock.models import Call
from oss_bridge.mock.oss.acts import OWN_PAGE
from oss_bridge.mock.oss.books import Refusal
from oss_bridge.mock.oss.engine import SimulatedOss
from oss_bridge.mock.store import writing
from oss_bridge.mock.web import forms, speech
from oss_bridge.mock.web.contract_doors import engine

Act = Callable[[SimulatedOss, Any], BaseModel]
SPOILING = ("timeout", "lost_answer", "drip", "broken_json")
MOST = 500  # rows of one page of the books
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
    nik: str = ""


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
    if stop:
        answer = speech.stopped(request, stop)
        speech.write_down(f"simulasi/{name}", tree, answer, code=answer.status_code, fault=stop.fault, began=began)
        return answer
    call, plain = _acted(name, tree)
    after = knobs.drawn({fault: knobs.AFTER[fault] for fault in SPOILING}, **where)
    told = speech.spoilt(request, plain, after) if after else plain
    speech.ended(call, told, fault=after.fault if after else "", began=began)
    return told


def _acted(name: str, tree: dict[str, Any]) -> tuple[Call, JsonResponse]:
    """The act and its line in the journal, both or neither."""
    model, do = ACTS[name]
    plain: JsonResponse
    try:
        given = model.model_validate(tree)
        with writing():
            done = do(engine(), given).model_dump(mode="json")
            call = speech.begun(f"simulasi/{name}", tree, code=SUCCESS, answer=done)
    except ValidationError as wrong:
        named = ", ".join(".".join(map(str, one["loc"])) for one in wrong.errors(include_input=False)[:5])
        plain = speech.refused(BAD_PARAMETER, f"Data Parameter Salah: {named}")
    except Refusal as no:
        plain = speech.refused(no.code, no.sentence)
    else:
        pusher.ring()
        return call, JsonResponse(done)
    said = plain.content.decode()
    return speech.begun(f"simulasi/{name}", tree, code=plain.status_code, answer=said), plain


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
    """apply (value is the name, with nik), fulfil, expire, move and decide (value is the code), verify, freeze, revoke,
    push_again, rewind (seconds, 60 when not given)."""
    oss = engine()
    doing: dict[str, Callable[[], object]] = {
        "apply": lambda: oss.hand_over(forms.example_of(order.value, order.nik), origin=OWN_PAGE),
        "fulfil": lambda: oss.fulfil(simulation.Fulfilment(licence_id=order.licence_id)),
        "move": lambda: oss.move(order.licence_id, order.value),
        "expire": lambda: oss.expire(order.licence_id),
        "verify": lambda: oss.verify_wholly(order.licence_id),
        "decide": lambda: oss.decide(order.licence_id, order.value),
        "freeze": lambda: oss.freeze(order.nib),
        "revoke": lambda: oss.revoke(order.nib),
        "push_again": lambda: _push_again(order.nib),
        "rewind": lambda: rewinding.rewind(order.seconds or 60),
    }
    if order.act not in doing:
        return speech.refused(BAD_PARAMETER, f"Perbuatan tak dikenal: {order.act}")
    try:
        with writing():
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
    """The books of calls and letters: the newest, or with ``?sejak=<id>`` (and ``kiriman=<id>``) what came after, in
    order, 500 at a time; ``next`` says where to go on."""
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    since, pushed = _number(request, "sejak"), _number(request, "kiriman")
    calls, pushes = models.Call.objects.order_by("-id"), models.Push.objects.order_by("-id")
    if since is not None or pushed is not None:
        calls = models.Call.objects.filter(pk__gt=since or 0).order_by("id")
        pushes = models.Push.objects.filter(pk__gt=pushed or 0).order_by("id")
    shown = {"calls": list(calls[:MOST].values()), "pushes": list(pushes[:MOST].values())}
    ends = {name: rows[-1]["id"] if rows else None for name, rows in shown.items()}
    letters = list(models.Letter.objects.values()[:100])
    return JsonResponse({**shown, "letters": letters, "next": ends})


@require_GET
def permits(request: HttpRequest) -> HttpResponseBase:
    """What OSS holds: every permit with its code, number and history; ``?sejak=<licence_id>`` for the next 500."""
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    rows = models.Permit.objects.filter(pk__gt=request.GET.get("sejak", "")).order_by("pk")[:MOST]
    holders = models.Holder.objects.in_bulk({row.nib for row in rows})
    names = ("licence_id", "nib", "project_id", "reference", "origin", "code", "portal_code", "file_id", "history")
    told = [
        {name: getattr(row, name) for name in names} | {"number": _number_given(holders.get(row.nib), row.licence_id)}
        for row in rows
    ]
    return JsonResponse({"permits": told, "next": told[-1]["licence_id"] if told else None})


def _number_given(holder: models.Holder | None, licence_id: str) -> str:
    """The number that a permit got, as its tree says it."""
    rows = holder.tree.get("data_checklist", []) if holder else []
    return next((str(row.get("no_izin", "")) for row in rows if row.get("id_izin") == licence_id), "")


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() else None


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
