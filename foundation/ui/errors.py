"""Answers that are not the page that was asked for: 400, 403, 404, 409, 413, 429, 500, 503.

Pages for people; a short JSON object under ``/api/``. The 500 and 503 pages touch no database.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

API = "/api/"
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

logger = logging.getLogger(__name__)


def answer(
    request: HttpRequest, status: int, sentence: Any = "", *, bare: bool = False, **context: Any
) -> HttpResponse:
    """The page of a status. ``sentence`` replaces the usual one; ``bare`` renders without request and database."""
    if request.path.startswith(API):
        usual = _("Permintaan ditolak.") if status < 500 else _("Layanan sedang tidak tersedia")
        return JsonResponse({"status": status, "message": str(sentence) or usual}, status=status)
    page = render_to_string(f"{status}.html", {"sentence": sentence, **context}, None if bare else request)
    return HttpResponse(page, status=status)


def refused(request: HttpRequest, sentence: Any, *, back_url: str = "") -> HttpResponse:
    """409: the step is not open; the sentence says why, ``back_url`` leads to the file."""
    return answer(request, 409, sentence, back_url=back_url)


def too_large(request: HttpRequest, sentence: Any = "") -> HttpResponse:
    """413: the body is over the limit."""
    return answer(request, 413, sentence)


def too_many(request: HttpRequest, retry_after: int) -> HttpResponse:
    """429 with ``Retry-After`` in seconds."""
    response = answer(request, 429, retry_after=retry_after)
    response["Retry-After"] = str(retry_after)
    return response


def unavailable(request: HttpRequest, retry_after: int = 30) -> HttpResponse:
    """503: something we lean on is away for a moment."""
    response = answer(request, 503, bare=True)
    response["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``handler400``; a body over a limit is 413."""
    return too_large(request) if isinstance(exception, TOO_LARGE) else answer(request, 400, bare=True)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``handler403``: a ``PermissionDenied("sentence")`` is shown as it is written."""
    return answer(request, 403, str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``handler404``: never says what is missing, so a stranger's file and no file look alike."""
    return answer(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """``handler500``, called while what failed is still in hand: 503 when it is the database that is away.

    Most often a middleware misses it, which reads the session long before a view is asked.
    """
    trouble = sys.exc_info()[1]
    if is_absence(trouble):
        logger.error("database unavailable", exc_info=trouble)
        return unavailable(request)
    return answer(request, 500, bare=True)


def is_absence(trouble: BaseException | None) -> bool:
    """Is the database away? On SQLite an OperationalError may be a mistake of ours; only a lock is absence."""
    if isinstance(trouble, OperationalError):
        return "locked" in str(trouble) if connection.vendor == "sqlite" else True
    return isinstance(trouble, InterfaceError) and connection.vendor != "sqlite"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: usually a page that was open for too long."""
    return answer(request, 403, _("Halaman ini sudah terlalu lama terbuka. Kembali, muat ulang, lalu kirim lagi."))
