"""Paper sheets typed by an officer, and recap sheets taken in."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import roles
from accounts.requests import Request
from surveys.actions import recaps, sheets
from surveys.forms.desk import RecapForm
from surveys.forms.sheet import PaperForm
from surveys.queries import periods
from surveys.refusals import BadRecap, Refused


@roles(*periods.TYPISTS)
def paper(request: Request) -> HttpResponse:
    """One paper sheet after the other; day and service of the last one stay."""
    period = periods.running() or periods.periods().first()
    if period is None:
        return render(request, "surveys/desk/paper.html", {"form": None})
    facts = {"questionnaire": period.questionnaire, "services": list(periods.services())}
    if request.method != "POST":
        first = {"day": timezone.localdate(), "service": request.GET.get("layanan"), "submission": uuid.uuid4()}
        if request.GET.get("tanggal"):
            first["day"] = request.GET["tanggal"]
        return render(request, "surveys/desk/paper.html", {"form": PaperForm(initial=first, **facts)})
    form = PaperForm(request.POST, **facts)
    if form.is_valid():
        day, given = form.cleaned_data["day"], form.given()
        try:
            sheets.enter_paper(given, submission=form.cleaned_data["submission"], day=day, actor=request.actor)
        except Refused as no:
            form.add_error("day", str(no))
        else:
            messages.success(request, _("Lembar tersimpan. Lanjutkan dengan lembar berikutnya."))
            return redirect(f"{request.path}?layanan={given.service.pk}&tanggal={day.isoformat()}")
    return render(request, "surveys/desk/paper.html", {"form": form}, status=422)


@roles(*periods.MANAGERS)
def recap(request: Request, pk: int) -> HttpResponse:
    """A recap sheet as CSV: all of it, or a list of what is wrong."""
    period = get_object_or_404(periods.period(pk))
    form = RecapForm(request.POST or None, request.FILES or None, initial={"day": period.starts_on})
    if request.method != "POST":
        return render(request, "surveys/desk/recap.html", {"form": form, "period": period})
    faults: list[str] = []
    if form.is_valid():
        facts = form.cleaned_data
        upload = facts["file"]
        try:
            batch = recaps.take(
                upload.read(), name=upload.name, period=period, service=facts["service"], day=facts["day"],
                facilities_first=facts["order"], actor=request.actor,
            )  # fmt: skip
        except Refused as no:
            faults = no.faults if isinstance(no, BadRecap) else []
            form.add_error("file", str(no))
        else:
            messages.success(
                request, _("%(rows)s lembar dari %(name)s tersimpan.") % {"rows": batch.rows, "name": batch.name}
            )
            return redirect("survey_period", pk=period.pk)
    return render(request, "surveys/desk/recap.html", {"form": form, "period": period, "faults": faults}, status=422)
