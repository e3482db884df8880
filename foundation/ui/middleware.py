"""What holds for every answer: its language, what it may ask of the phone, what no cache keeps, what is refused."""

import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from foundation.ui import errors

Handler = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)

SENSORS = "Permissions-Policy"
NO_SENSOR = "camera=(), geolocation=(), microphone=()"
PLACE_ONLY = "camera=(), geolocation=(self), microphone=()"


def choose_language(get_response: Handler) -> Handler:
    """Indonesian, unless this person pressed the switch; what the browser prefers does not count.

    A phone set to English belongs to somebody who reads Indonesian at an office of his own town
    far more often than not; LocaleMiddleware would answer him in English.
    """
    offered = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in offered else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def refuse_nul_bytes(get_response: Handler) -> Handler:
    """Answer 400 to a NUL in path or query: PostgreSQL cannot store it (reliability.md, finding 15)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "\x00" in unquote(request.META.get("QUERY_STRING", "")):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def keep_private(get_response: Handler) -> Handler:
    """Pages of a signed-in person are not stored; after signing out the browser forgets them (C48)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor = getattr(request, "actor", None)
        was_signed_in = bool(getattr(actor, "role", ""))
        if was_signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        user = getattr(request, "user", None)
        if was_signed_in and user is not None and not user.is_authenticated:
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response

    return middleware


def ask_no_sensor(get_response: Handler) -> Handler:
    """No page may ask where the phone is, see or hear, but those that say so by ``may_ask_for_the_place``.

    Taking a photo for an upload is the phone's own camera app and needs no permission of the page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(SENSORS, NO_SENSOR)
        return response

    return middleware


def may_ask_for_the_place(response: HttpResponse) -> HttpResponse:
    """This page may ask the phone where it is, when the person presses the button for it."""
    response.headers[SENSORS] = PLACE_ONLY
    return response


class say_when_unavailable:  # noqa: N801 - named as the setting reads it
    """503 with a page that needs no database, when the database cannot be reached or is locked for too long."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this when a view raises."""
        if not errors.is_absence(exception):
            return None
        logger.error("database unavailable", exc_info=exception)
        return errors.unavailable(request)
