"""An officer takes a complaint down that came by another door; what was spoken is read back before it is kept."""

import time

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.actions import dialogue
from complaints.channels import entry as acts
from complaints.channels.forms import EntryForm, ReadBackForm
from complaints.queries import of_submission
from complaints.terms import Channel
from foundation.files.refusals import FileRefused

TAKERS = (Role.COMPLAINTS, Role.CLERK, Role.INFORMATION)
ENTERED_KEY = "complaint_entered"
ENTERED_SECONDS = 1800
PAGE, BACK, RECEIPT = (f"complaints/channels/{name}.html" for name in ("entry", "read_back", "entered"))


@roles(*TAKERS)
@never_cache
def enter(request: Request) -> HttpResponse:
    """The form; ``?saluran=`` chooses the channel. Spoken words go to the read-back page first."""
    if request.method != "POST":
        channel = request.GET.get("saluran", "")
        form = EntryForm(initial={"channel": channel if channel in Channel.values else Channel.ROOM})
        return render(request, PAGE, {"form": form})
    form = EntryForm(request.POST)
    if not form.is_valid() or "ubah" in request.POST:
        status = 200 if form.is_valid() else 422
        return render(request, PAGE, {"form": form}, status=status)
    confirmed = ReadBackForm(request.POST if "dibacakan" in request.POST else None)
    if form.is_spoken and not confirmed.is_valid():
        status = 422 if confirmed.is_bound else 200
        return render(request, BACK, {"form": form, "confirm": confirmed, "facts": form.cleaned_data}, status=status)
    taken = acts.take_down(form.cleaned_data, was_read_back=form.is_spoken, actor=request.actor)
    request.session[ENTERED_KEY] = [taken.pk, int(time.time())]
    return redirect("complaint_entered")


@roles(*TAKERS)
@never_cache
def entered(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    """Number and code for the complainant, and the papers that came along."""
    pk, at = request.session.get(ENTERED_KEY, (None, 0))
    complaint = of_submission(pk if time.time() - at < ENTERED_SECONDS else None)
    if complaint is None:
        return redirect("complaint_enter")
    facts = {
        "complaint": complaint,
        "files": acts.papers(complaint),
        "refusal": refusal,
        "page_has_errors": bool(refusal),
    }
    return render(request, RECEIPT, facts, status=status)


@roles(*TAKERS)
@require_POST
def entered_file(request: Request) -> HttpResponse:
    """A photo of the letter, a screenshot of the post, a voice note."""
    pk, at = request.session.get(ENTERED_KEY, (None, 0))
    complaint = of_submission(pk if time.time() - at < ENTERED_SECONDS else None)
    if complaint is None:
        raise Http404
    try:
        kept = dialogue.attach(complaint, request.FILES.get("berkas"), actor=request.actor, as_sender=False)
    except FileRefused as no:
        return entered(request, str(no), no.status)
    dialogue.add_evidence(complaint, kept, actor=request.actor, as_sender=True)
    return redirect("complaint_entered")


@roles(*TAKERS)
@require_POST
def entered_done(request: Request) -> HttpResponse:
    """The complainant has the receipt: the code is shown to nobody any more."""
    request.session.pop(ENTERED_KEY, None)
    return redirect("complaint_enter")
