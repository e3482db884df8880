"""Asked of every request: is the session fresh, who is it, do staff hold a second factor, may they knock here?"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.access import Access, rule_of
from accounts.actors import ANONYMOUS, actor_of
from accounts.entry import kept
from accounts.entry.second_factor import has as holds_factor
from accounts.entry.signals import FACTOR, SEEN, SINCE
from accounts.roles import Role

Handler = Callable[[HttpRequest], HttpResponse]

LONGEST_SECONDS = 12 * 3600  # reliability.md C20
RESUME = "/akun/lanjutkan/"
NOTE_EVERY = 60  # a session is written once a minute, not on every request

#: What staff without a second factor can open: the way to one, the way out, and what a page is made of.
WITHOUT_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "account_reauthenticate",
        "account_logout",
        "office_colours",
        "office_mark",
        "manifest",
        "service_worker",
        "offline",
    }
)


def fresh(get_response: Handler) -> Handler:
    """End sessions that rested too long or have lasted half a day; what was just sent waits at /akun/lanjutkan/."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        request.idle_seconds = idle_seconds(request.user)  # type: ignore[attr-defined]
        if not is_stale(request.session, request.idle_seconds):  # type: ignore[attr-defined]
            return get_response(request)
        other = RESUME if kept.keep(request, request.user) else "/beranda/"
        target = request.get_full_path() if request.method == "GET" else other
        logout(request)
        messages.info(request, _("Anda dikeluarkan karena lama tidak ada kegiatan. Masuk lagi untuk melanjutkan."))
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(target)}")

    return middleware


def idle_seconds(user: Any) -> int:
    """How long a session may rest: a counter's screen is left open more easily than a phone."""
    is_staff = user.role in Role.values and Role(user.role).is_staff
    return 60 * int(settings.STAFF_IDLE_MINUTES if is_staff else settings.APPLICANT_IDLE_MINUTES)


def is_stale(session: Any, idle: int) -> bool:
    """Has this session rested too long, or lasted too long? Notes that it is in use."""
    now = int(time.time())
    if SINCE not in session:
        session[SINCE] = session[SEEN] = now
    if now - session[SEEN] > idle or now - session[SINCE] > LONGEST_SECONDS:
        return True
    if now - session[SEEN] >= NOTE_EVERY:
        session[SEEN] = now
    return False


class second_factor:  # noqa: N801 - named as the setting reads it
    """Staff without a second factor are led to /akun/kunci/ and can open nothing else (decisions 24)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before the view runs; the session remembers the factor, so that only those without one cost a query."""
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_staff or request.session.get(FACTOR):
            return None
        if holds_factor(request.user):
            request.session[FACTOR] = True
            return None
        match = request.resolver_match
        return None if match is not None and match.view_name in WITHOUT_FACTOR else redirect("mfa_index")


class invalid_is_422:  # noqa: N801 - named as the setting reads it
    """Library pages answer a form with mistakes by 200, and too many codes by a fault; ours by 422 and 429."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """A code asked for too often, where the library forgets to say so."""
        return respond_429(request) if isinstance(trouble, RateLimited) else None

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Only class-based library views answer with a response that still has its context."""
        shown = [form for form in (response.context_data or {}).values() if isinstance(form, BaseForm)]
        was_posted = request.method == "POST" and response.status_code == 200
        if was_posted and any(form.is_bound and form.errors for form in shown):
            response.status_code = 422
        return response


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
            raise PermissionDenied(_("Halaman ini belum punya aturan akses."))
        if rule.admits(request.actor):  # type: ignore[attr-defined]
            return None
        if request.actor.is_anonymous:  # type: ignore[attr-defined]
            target = quote(request.get_full_path())
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={target}")
        raise PermissionDenied(_("Peran Anda tidak membuka halaman ini."))


def door_rule(request: HttpRequest, view: Any) -> Access | None:
    """The rule of the door that this request knocks at."""
    library: Callable[[Any], Access | None] = import_string(settings.LIBRARY_DOORS)
    return rule_of(view) or library(request.resolver_match)
