"""The doors of the integration manual: /v1/kl/rba/<method>, and the file host."""

import time
from contextlib import nullcontext, suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from oss_bridge.contract.methods import BAD_PARAMETER, NOT_A_SERVICE, SERVICE_REFUSED, TO_OSS, Method
from oss_bridge.contract.reading import UnreadableBody, parse
from oss_bridge.mock import knobs, models, pusher, settings
from oss_bridge.mock.models import Call, Knob
from oss_bridge.mock.oss.books import Refusal
from oss_bridge.mock.oss.engine import SimulatedOss
from oss_bridge.mock.store import SqlBooks, writing
from oss_bridge.mock.web import speech

KINDS = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


def engine() -> SimulatedOss:
    """OSS over this process's own memory."""
    return SimulatedOss(SqlBooks(), file_base=settings.FILE_BASE)


@csrf_exempt
def manual(request: HttpRequest, name: str, licence_id: str = "") -> HttpResponseBase:
    """One call of the manual."""
    began = time.monotonic()
    if not speech.knows_key(request):
        return speech.refused(401, "User Akses Tidak Valid")
    method = TO_OSS.get(name)
    if method is None:
        return speech.refused(NOT_A_SERVICE, "Akses Service Tidak Ditemukan")
    if request.method != method.verb:
        return speech.refused(SERVICE_REFUSED, "Akses Service Ditolak")
    try:
        tree = {"id_permohonan_izin": licence_id} if method.verb == "GET" else parse(request.body)
    except UnreadableBody as broken:
        return JsonResponse(method.encode_answer(BAD_PARAMETER, str(broken)), status=BAD_PARAMETER)
    where = {"method": name, "licence_id": speech.subject_of(tree)}
    if delay := knobs.drawn(knobs.DELAYS, **where):
        speech.nap(delay.seconds)
    if knob := knobs.drawn(knobs.BEFORE, **where):
        answer, code = _stopped(request, method, knob)
        speech.write_down(name, tree, answer, code=code, fault=knob.fault, began=began)
        return answer
    call, code, body = _done(method, tree, where)
    after = knobs.drawn(knobs.AFTER, **where)
    plain = _plain(method, code, _told(method, body, after))
    told = speech.spoilt(request, plain, after) if after else plain
    speech.ended(call, told, fault=after.fault if after else call.fault, began=began)
    return told


def _stopped(request: HttpRequest, method: Method[Any, Any], knob: Knob) -> tuple[HttpResponseBase, int]:
    """The answer of a fault that lets nothing happen, and its code."""
    if knob.fault != "refuse":
        return speech.stopped(request, knob), 0
    return JsonResponse(method.encode_answer(BAD_PARAMETER, knob.value or "Data Parameter Salah")), BAD_PARAMETER


def _done(method: Method[Any, Any], tree: dict[str, Any], where: dict[str, str]) -> tuple[Call, int, dict[str, Any]]:
    """The call and its line in the journal: both or neither. A question changes nothing: its line waits for its end."""
    with writing() if method.is_writing else nullcontext():
        crossed = knobs.drawn(knobs.CROSSINGS, **where)
        if crossed:
            with suppress(Refusal), writing():
                engine().expire(where["licence_id"])
        code, body = engine().answer(method.name, tree)
        call = speech.line(method.name, tree, code=code, answer=body)
        if method.is_writing:
            call.save()
        call.fault = crossed.fault if crossed else ""
    pusher.ring()
    return call, code, body


def _plain(method: Method[Any, Any], code: int, body: dict[str, Any]) -> JsonResponse:
    """Business errors ride on 200, except inqueryLicense's, which ride on their own code."""
    rides_on = code if code in {401, 403} or (code != 200 and method.name == "inqueryLicense") else 200
    return JsonResponse(body, status=rides_on)


def _told(method: Method[Any, Any], body: dict[str, Any], knob: Knob | None) -> dict[str, Any]:
    """The same body with an unknown status or a code of the wrong type, when ordered."""
    inner = body.get(method.answer_wrappers[0], body)
    if knob and knob.fault == "code_as_text":
        inner[method.code_key] = str(inner[method.code_key])
    if knob and knob.fault == "unknown_status" and isinstance(inner.get("dataIZIN"), dict):
        inner["dataIZIN"] |= {"kd_status": knob.value or "77", "uraian_status": "Status simulasi tak dikenal"}
    return body


def file(request: HttpRequest, file_id: str) -> HttpResponseBase:
    """A file that OSS signed or that a pelaku usaha uploaded there."""
    row = models.File.objects.filter(pk=file_id).first()
    if row is None:
        raise Http404
    answer = HttpResponse(bytes(row.data), content_type=KINDS.get(row.kind, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="SIMULASI-{row.file_id}.{row.kind}"'
    return answer


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An unknown path, in the gateway's words."""
    return speech.refused(NOT_A_SERVICE, "Akses Service Tidak Ditemukan")
