"""/kios/survei/: the survey on a tablet in the waiting room. It goes on without a connection and sends later, once."""

import json
import uuid
from typing import Any

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.access import machine, public, roles
from accounts.requests import Request
from surveys.actions import kiosks, sheets
from surveys.forms.desk import KioskForm
from surveys.forms.sheet import SheetForm
from surveys.queries import answering, periods
from surveys.refusals import Refused
from surveys.terms import Channel


@public
@never_cache
def kiosk(request: Request) -> HttpResponse:
    """The questions, on a device that an officer has switched on; elsewhere a page that says how."""
    device, period = kiosks.device_of(request), periods.running()
    if not device or period is None:
        return render(request, "surveys/kiosk_off.html", {"is_on": bool(device)})
    facts: dict[str, Any] = {"questionnaire": period.questionnaire, "services": periods.asked_services()}
    if request.method != "POST":
        return render(
            request, "surveys/kiosk.html", {"form": SheetForm(**facts), "thanks": "terima-kasih" in request.GET}
        )
    form = SheetForm(request.POST, **facts)
    if not form.is_valid():
        return render(request, "surveys/kiosk.html", {"form": form}, status=422)
    take(form, device, None)
    return redirect(f"{reverse('survey_kiosk')}?terima-kasih")


@machine
@csrf_exempt  # a page kept for days has an old token; the device's key is a SameSite=Strict cookie
@require_POST
def send(request: Request) -> JsonResponse:
    """One sheet from a kiosk's queue: {"submission", "filled_at", "answers"}. The same one again is answered 200."""
    device = kiosks.device_of(request)
    if not device:
        return JsonResponse({"message": _("Kios ini belum dinyalakan petugas.")}, status=401)
    try:
        body = json.loads(request.body)
        answers, submission = dict(body["answers"]), uuid.UUID(str(body["submission"]))
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"message": _("Kiriman tidak terbaca.")}, status=400)
    if answering.is_kept(submission):
        return JsonResponse({"taken": True, "again": True})
    filled_at = moment(body.get("filled_at"))
    period = sheets.period_on(sheets.day_of(filled_at))
    if period is None:
        return JsonResponse({"message": _("Tidak ada periode survei pada tanggal itu.")}, status=409)
    facts: dict[str, Any] = {"questionnaire": period.questionnaire, "services": periods.services()}
    form = SheetForm({**answers, "submission": submission}, **facts)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    take(form, device, filled_at)
    return JsonResponse({"taken": True}, status=201)


def take(form: SheetForm, device: str, filled_at: Any) -> None:
    """Keep a kiosk's sheet under the day on which it was filled in."""
    submission = form.cleaned_data["submission"]
    is_new = not answering.is_kept(submission)
    held = is_new and sheets.is_burst(device, filled_at or timezone.now())
    try:
        sheets.take(
            form.given(), submission=submission, channel=Channel.KIOSK, day=sheets.day_of(filled_at), is_held=held
        )
    except Refused:
        if is_new:
            raise


def moment(text: Any) -> Any:
    """When a kiosk says that a sheet was filled in; None when it does not say it readably."""
    try:
        found = parse_datetime(str(text)) if text else None
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


@public
@require_safe
def worker(request: Request) -> HttpResponse:
    """The kiosk's service worker: keeps the kiosk page and what it is made of."""
    kept = [static(name) for name in ("css/portal.css", "js/portal.js", "js/survey-kiosk.js", "img/ikon.svg")]
    context = {"kept": [*kept, reverse("office_colours")], "page": reverse("survey_kiosk")}
    response = render(request, "surveys/kiosk_sw.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@roles(*periods.TYPISTS)
@require_POST
def start(request: Request) -> HttpResponse:
    """Switch this device to the survey: the officer is signed out, and the device keeps a key for this page only."""
    form = KioskForm(request.POST)
    if not form.is_valid():
        return render(request, "surveys/desk/kiosks.html", {"form": form, "kiosks": periods.kiosks()}, status=422)
    _kiosk, key = kiosks.start(form.cleaned_data["name"], actor=request.actor)
    logout(request)
    response = redirect("survey_kiosk")
    response["Clear-Site-Data"] = '"cache"'  # answers that still wait in the device's storage stay there
    response.set_cookie(
        kiosks.COOKIE, key, max_age=kiosks.LIFETIME, path=kiosks.COOKIE_PATH, secure=request.is_secure(), httponly=True,
        samesite="Strict",
    )  # fmt: skip
    return response
