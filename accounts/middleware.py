"""Two questions asked of every request: who is it, and may they knock at this door?"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string

from accounts.access import Access, rule_of
from accounts.actors import ANONYMOUS, actor_of

Handler = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Set ``request.actor``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request.user) if request.user.is_authenticated else ANONYMOUS  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


class access:  # noqa: N801 - named as the setting reads it
    """Refuse doors without a rule, send strangers to sign-in, show 403 to the wrong role."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Django calls this once the view is known and before it runs."""
        rule = door_rule(request, view)
        if rule is None:
            raise PermissionDenied("Halaman ini belum punya aturan akses.")
        if rule.admits(request.actor):  # type: ignore[attr-defined]
            return None
        if request.actor.is_anonymous:  # type: ignore[attr-defined]
            target = quote(request.get_full_path())
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={target}")
        raise PermissionDenied("Peran Anda tidak membuka halaman ini.")


def door_rule(request: HttpRequest, view: Any) -> Access | None:
    """The rule of the door that this request knocks at."""
    library: Callable[[Any], Access | None] = import_string(settings.LIBRARY_DOORS)
    return rule_of(view) or library(request.resolver_match)
