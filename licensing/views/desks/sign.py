"""The letters that wait for the hand of the head, or of the agency's official: read, tick, sign together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.signing.terms import SignatureRefused, SignerUnavailable
from licensing.actions import sign as signing
from licensing.forms.signing import SigningForm
from licensing.queries.signing import awaiting_signature
from licensing.views.replies import refused, unready

TEMPLATE = "licensing/desks/sign.html"
AT_ONCE = 25  # one sitting: BSrE takes a second or two for each


@roles(Role.HEAD, Role.BACK_OFFICE, Role.REVIEWER)
def show(request: Request) -> HttpResponse:
    """/persetujuan/tandatangan/"""
    waiting = {document.code: document for document in awaiting_signature(request.actor)[:AT_ONCE]}
    choices = [(code, f"{it} · {it.application.number}") for code, it in waiting.items()]
    form = SigningForm(request.POST or None, user=request.user, choices=choices)
    back = "desk_agency" if request.actor.role == Role.REVIEWER else "desk_decisions"
    context = {"form": form, "waiting": waiting.values(), "back": back}
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    if not form.is_valid():
        return unready(request, TEMPLATE, context)
    data, done = form.cleaned_data, 0
    try:
        for code in data["letters"]:
            signing.sign(waiting[code], actor=request.actor, passphrase=data["passphrase"], nik=data.get("nik", ""))
            done += 1
    except (SignatureRefused, SignerUnavailable) as no:
        left = {code: it for code, it in waiting.items() if it.file_id is None}
        context["waiting"] = left.values()
        context["form"] = SigningForm(user=request.user, choices=[row for row in choices if row[0] in left])
        return refused(request, TEMPLATE, context, f"{no} {_signed(done) if done else ''}".strip())
    messages.success(request, _signed(done))
    return redirect("desk_sign")


def _signed(count: int) -> str:
    """What was done, in words."""
    return ngettext("%(count)d surat ditandatangani.", "%(count)d surat ditandatangani.", count) % {"count": count}
