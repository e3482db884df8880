"""/survei/<token>/: the survey on a person's own phone, once for each finished service."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.requests import Request
from foundation.throttle import budget
from surveys import offers
from surveys.actions import sheets
from surveys.forms.sheet import SheetForm
from surveys.queries import answering
from surveys.refusals import Refused


@public
@never_cache
def answer(request: Request, token: str) -> HttpResponse:
    """The form; a link that was used, or is too old, says so."""
    told = offers.read(token)
    service = answering.service(told.service_id) if told else None
    if told is None or service is None:
        raise Http404
    period = sheets.period_on(timezone.localdate())
    if told.is_expired or period is None:
        return render(request, "surveys/closed.html", {"is_expired": told.is_expired}, status=410)
    context = {"service": service, "questionnaire": period.questionnaire}
    if request.method != "POST":
        if answering.is_spent(told.hash):
            return render(request, "surveys/done.html", context)
        return render(
            request, "surveys/answer.html", {**context, "form": SheetForm(questionnaire=period.questionnaire)}
        )
    form = SheetForm(request.POST, questionnaire=period.questionnaire)
    if not form.is_valid():
        return render(request, "surveys/answer.html", {**context, "form": form}, status=422)
    return keep(request, told, form, service)


def keep(request: Request, told: offers.Token, form: SheetForm, service: offers.ServiceAsked) -> HttpResponse:
    """A valid form becomes a sheet; twice the same is one, another one by the same link is refused."""
    submission = form.cleaned_data["submission"]
    is_new = not answering.is_kept(submission)
    held = is_new and sheets.is_burst(budget.address(request), timezone.now())
    try:
        sheet = sheets.take(
            form.given(service), submission=submission, channel=told.channel, day=timezone.localdate(),
            is_held=held, token_hash=told.hash,
        )  # fmt: skip
    except Refused as no:
        return render(request, "surveys/done.html", {"service": service, "refusal": str(no)}, status=409)
    return redirect(f"/survei/terima-kasih/{'?bayar=1' if sheets.paid(sheet) else ''}")


@public
def thanks(request: Request) -> HttpResponse:
    """Thanks; who wrote that he paid for what costs nothing is shown where to tell it."""
    return render(request, "surveys/thanks.html", {"has_paid": "bayar" in request.GET})
