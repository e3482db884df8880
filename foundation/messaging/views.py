"""Doors of the inbox, the stop link and the demo's outbox.

Who may open them is said in ``portal/doors.py``: the foundation does not know roles.
"""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.messaging import inbox, stopping
from foundation.messaging.forms import WaysForm
from foundation.messaging.models import SentLetter
from foundation.ui import keyset


def person(request: HttpRequest) -> int | None:
    """The account of this request."""
    return cast("int | None", cast(Any, request).actor.user_id)


@require_safe
def inbox_list(request: HttpRequest) -> HttpResponse:
    """``/pesan/``: newest first."""
    page = keyset.page(inbox.items_of(person(request)), request.GET, order=("-id",), size=20)
    return render(request, "messaging/inbox.html", {"page": page, "unread": inbox.unread_of(request)})


@require_POST
def inbox_open(request: HttpRequest, pk: int) -> HttpResponse:
    """``/pesan/<pk>/buka/``: mark one message read and go where it leads."""
    mine = inbox.items_of(person(request))
    item = get_object_or_404(mine, pk=pk)
    inbox.mark_read(mine.filter(pk=pk))
    is_ours = item.path.startswith("/") and url_has_allowed_host_and_scheme(item.path, allowed_hosts=None)
    return redirect(item.path if is_ours else "inbox")


@require_POST
def inbox_read_all(request: HttpRequest) -> HttpResponse:
    """``/pesan/semua-dibaca/``."""
    inbox.mark_read(inbox.items_of(person(request)))
    return redirect("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def inbox_ways(request: HttpRequest) -> HttpResponse:
    """``/pesan/saluran/``: e-mail, WhatsApp, both or none; the inbox stays."""
    form = WaysForm(request.POST or None, instance=cast(Any, request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Pilihan kabar disimpan."))
        return redirect("inbox")
    return render(request, "messaging/ways.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """``/berhenti/<token>/``: GET asks (mail scanners open links), POST stops (RFC 8058: no session, no CSRF token)."""
    stop = stopping.read(token)
    if stop is None:
        raise Http404
    if request.method == "POST":
        stop.obey()
    return render(request, "messaging/stop.html", {"way": stop.way, "is_done": request.method == "POST"})


@require_safe
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """``/uji/kotak-keluar/``: every letter of the demo; the page does not exist anywhere else."""
    if not settings.DEMO:
        raise Http404
    page = keyset.page(SentLetter.objects.filter(is_kept=True), request.GET, order=("-id",), size=20)
    return render(request, "messaging/demo_outbox.html", {"page": page})
