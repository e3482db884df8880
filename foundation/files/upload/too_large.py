"""A body over the limit is refused by its announced length, before a byte of it is read.

The answer is a page, and the browser must get to see it: where a server answers and hangs up while
the body still arrives, the system may throw the unread answer away and show "connection reset"
(Windows does). So the page is sent at once and the rest of the body is read away for a while, as
proxies do; who sends longer than that is hung up on, because a phone pays for every byte.
Seen in Chromium both ways: tests/foundation/files/test_served.py.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from foundation.ui import errors

SLACK = 256 * 1024  # the form around the file
DRAINED_BYTES = 64 * 1024 * 1024
DRAINED_SECONDS = 10.0
CHUNK = 64 * 1024

Handler = Callable[[HttpRequest], HttpResponseBase]


def refuse_oversized_bodies(get_response: Handler) -> Handler:
    """Middleware: answer 413 to a body longer than the largest file and its form."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if announced(request) <= settings.FILE_MAX_BYTES + SLACK:
            return get_response(request)
        return refusal(request)

    return middleware


def announced(request: HttpRequest) -> int:
    """Content-Length; a body without one is not read at all."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def refusal(request: HttpRequest) -> StreamingHttpResponse:
    """The 413 page, sent before the rest of the body is read away."""
    limit = settings.FILE_MAX_BYTES // (1024 * 1024)
    with translation.override(translation.get_language_from_request(request)):
        page = errors.answer(
            request,
            413,
            _(
                "Berkas lebih dari %(limit)d MB, jadi tidak dikirim. Pindai dengan 200 dpi, atau foto ulang dengan "
                "kamera HP, lalu unggah lagi. Isian dan berkas Anda yang lain tetap tersimpan."
            )
            % {"limit": limit},
            back_url=where_it_came_from(request),
        )
    response = StreamingHttpResponse(then_drain(page, request), status=page.status_code)
    for name, value in page.items():
        response[name] = value
    response["Content-Length"] = str(len(page.content))
    response["Cache-Control"] = "no-store"
    return response


def where_it_came_from(request: HttpRequest) -> str:
    """The page with the form, when it is one of ours."""
    page = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return str(urlsplit(page)._replace(scheme="", netloc="").geturl())


def then_drain(page: HttpResponse, request: HttpRequest) -> Iterator[bytes]:
    """The page, then silence while the body is read away. What is longer than our patience is hung up on."""
    yield page.content
    left = min(announced(request), DRAINED_BYTES)
    until = time.monotonic() + DRAINED_SECONDS
    body: Any = request.environ["wsgi.input"] if hasattr(request, "environ") else request
    while left > 0 and time.monotonic() < until:
        piece = body.read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
    if left > 0 or announced(request) > DRAINED_BYTES:
        raise ConnectionResetError("the body is longer than anybody waits for")
