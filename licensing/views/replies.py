"""How pages answer when a step is refused or a form is not ready."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import Request
from licensing.queries import File


def done(request: Request, application: File, door: str, *place: str) -> HttpResponse:
    """On to the next page, which says what the file has become: a desk must see that its act counted."""
    application.refresh_from_db(fields=["status"])
    told = {"ref": application.ref, "status": application.word.label}
    messages.success(request, _("%(ref)s sekarang berstatus “%(status)s”.") % told)
    return redirect(door, *place)


def unready(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page again with what was typed and what to mend: 422. Its title says so, whatever its forms are called."""
    return render(request, template, {**context, "page_has_errors": True}, status=422)


def refused(request: Request, template: str, context: dict[str, Any], sentence: object) -> HttpResponse:
    """The page again with the sentence why not: 409."""
    return render(request, template, {**context, "refusal": str(sentence)}, status=409)
