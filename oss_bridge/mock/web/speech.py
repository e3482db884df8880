"""What every machine door of the mock does: know the key, read a body, keep the journal, make trouble on order."""

import hmac
import json
import socket
import struct
import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse

from oss_bridge.mock import models, settings
from oss_bridge.mock.models import Call, Knob
from oss_bridge.mock.store import writing

KEPT = 20_000  # characters of a body in the journal
LONGEST_NAP = 60.0


def knows_key(request: HttpRequest) -> bool:
    """Is the user_key the one of this office? A mock without a key lets nobody in."""
    given: str = request.META.get("HTTP_USER_KEY", "")
    wanted: str = settings.OSS_USER_KEY
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


def refused(code: int, sentence: str) -> JsonResponse:
    """An answer of the gateway, before any method is reached."""
    return JsonResponse({"kode": code, "keterangan": sentence}, status=code)


def nap(seconds: float) -> None:
    """Sleep as ordered, within reason."""
    time.sleep(min(max(seconds, 0), LONGEST_NAP))


def torn(request: HttpRequest) -> HttpResponse:
    """Tear the connection down: the caller sees a reset."""
    line = request.META.get("gunicorn.socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RDWR)
    return HttpResponse(status=500)


def dripping(body: bytes) -> StreamingHttpResponse:
    """One byte each half second."""

    def drops() -> Iterator[bytes]:
        for place in range(len(body)):
            yield body[place : place + 1]
            time.sleep(0.5)

    return StreamingHttpResponse(drops(), content_type="application/json")


def stopped(request: HttpRequest, knob: Knob) -> HttpResponseBase:
    """The answer of a fault that lets nothing happen."""
    if knob.fault == "bad_gateway":
        return HttpResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", status=502)
    if knob.fault == "throttle":
        answer = refused(429, "Terlalu banyak permintaan")
        answer["Retry-After"] = knob.value or "1"
        return answer
    if knob.fault == "reset":
        return torn(request)
    codes = {"down": 503, "error": 500, "unauthorised": 401}
    return refused(codes[knob.fault], "Gangguan simulasi")


def begun(method: str, tree: dict[str, Any], *, code: int, answer: object) -> Call:
    """One line in the journal, in the transaction of what the call changed; its answer is not out yet."""
    call = line(method, tree, code=code, answer=answer)
    call.save()
    return call


def line(method: str, tree: dict[str, Any], *, code: int, answer: object) -> Call:
    """A line that is not in the journal yet."""
    return models.Call(
        method=method,
        licence_id=subject_of(tree)[:26],
        http_status=0,
        code=code,
        request=json.dumps(tree, ensure_ascii=False)[:KEPT],
        answer=json.dumps(answer, ensure_ascii=False)[:KEPT],
    )


def ended(call: Call, answer: HttpResponseBase, *, fault: str, began: float) -> None:
    """How the answer went out."""
    call.http_status, call.fault = answer.status_code, fault
    call.milliseconds = int((time.monotonic() - began) * 1000)
    with writing():
        call.save(update_fields=["http_status", "fault", "milliseconds"] if call.pk else None)


def write_down(
    method: str, tree: dict[str, Any], answer: HttpResponseBase, *, code: int, fault: str, began: float
) -> None:
    """One line in the journal for a call that changed nothing."""
    said = getattr(answer, "content", b"").decode("utf-8", "replace")
    ended(line(method, tree, code=code, answer=said), answer, fault=fault, began=began)


def spoilt(request: HttpRequest, plain: HttpResponse, knob: Knob) -> HttpResponseBase:
    """What the caller gets of an answer that was made."""
    if knob.fault == "timeout":
        nap(knob.seconds or 30)
    if knob.fault == "lost_answer":
        return torn(request)
    if knob.fault == "drip":
        return dripping(plain.content)
    if knob.fault == "broken_json":
        return HttpResponse(plain.content[: len(plain.content) // 2], content_type="application/json")
    return plain


def subject_of(tree: dict[str, Any]) -> str:
    """The permit, reference or NIB that a request speaks of, for the journal and the knobs."""
    inner = next((one for one in tree.values() if isinstance(one, dict)), tree)
    for name in ("id_izin", "id_permohonan_izin", "licence_id", "reference", "nib"):
        said = inner.get(name) or tree.get(name)
        if isinstance(said, str) and said:
            return said
    return ""
