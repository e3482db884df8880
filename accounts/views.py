"""Pages of one's own account that are not the library's."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import PhoneVerificationStage
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import public, signed_in
from accounts.entry import kept
from accounts.entry.forms import Profile
from accounts.models import KeptForm
from accounts.requests import Request
from foundation.journal import book


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """/akun/profil/: name, channels, language; address, number, password and keys have pages of their own."""
    person: Any = request.user
    form = Profile(request.POST or None, instance=person, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        form.save()
        book.record(
            "account.profile_changed",
            subject=f"user:{person.pk}",
            who=request.actor,
            data={"fields": form.changed_data},
        )
        return in_language(request, form.cleaned_data["language"])
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)


def in_language(request: Request, language: str) -> HttpResponseRedirect:
    """Back to the profile, in the chosen language from now on."""
    with override(language):
        messages.success(request, _("Profil disimpan."))
    answer = redirect("account_profile")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", httponly=True)
    return answer


@public
@require_POST
@login_stage_required(stage=PhoneVerificationStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def verify_later(request: Request) -> HttpResponse:
    """Sign up without proving the number: WhatsApp letters wait until it is proved."""
    answer: HttpResponse = request._login_stage.exit()  # type: ignore[attr-defined]
    return answer


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: Request) -> HttpResponse:
    """/akun/lanjutkan/: what was sent after the session had ended: read it, send it on, or throw it away."""
    waiting = kept.of(request.actor.user_id)
    if request.method != "POST":
        return render(request, "account/resume.html", {"kept": waiting, "shown": told_of(waiting)})
    path = kept.take(request.actor.user_id)
    if "lanjutkan-kirim" in request.POST and path:
        return HttpResponse(status=307, headers={"Location": path})  # the browser sends the same fields there
    messages.info(request, _("Isian yang tersimpan sudah dibuang."))
    return redirect("/beranda/")


def told_of(waiting: KeptForm | None) -> list[str]:
    """The words that a person typed, without what the page itself had put into the form."""
    return [value for _name, value in waiting.fields if " " in value.strip()] if waiting else []


@signed_in
@require_POST
def stay(request: Request) -> HttpResponse:
    """/akun/tetap-masuk/: the idle clock begins again (the middleware has noted this request)."""
    return HttpResponse(status=204)
