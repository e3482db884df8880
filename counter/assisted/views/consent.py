"""/loket/bantu/<berkas>/pernyataan/: statements in large type, read aloud; the yes on paper or by a code."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import consents
from counter.assisted.forms.service import CodeForm, PaperField, ReadForm
from counter.assisted.models import Assistance, Consent
from counter.assisted.views.service import file_in, with_person
from foundation.files.intake import FileRefused
from licensing.drafts.consent import digest, spoken
from licensing.drafts.readiness import picture
from licensing.forms.wizard import pages
from licensing.queries import File
from licensing.terms import Status
from licensing.views.applicant.answers_shown import rows
from licensing.views.applicant.wizard import asked_texts
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

clerks = roles(Role.CLERK)
TEMPLATE = "counter/assisted/statements.html"


def draft_in(assistance: Assistance, ref: str) -> File:
    """A draft of the person who is being helped; 404 for anything else."""
    found = file_in(assistance, ref)
    if found.status != Status.DRAFT:
        raise Http404
    return found


def reading(request: Request, assistance: Assistance, draft: File, **more: Any) -> dict[str, Any]:
    """The page: data in short, statements in large type, two ways to say yes."""
    texts = asked_texts(picture(draft.answers, on=timezone.localdate()), draft)
    posted = request.POST if request.method == "POST" and "kode" not in request.POST else None
    waiting = Consent.objects.filter(assistance=assistance, application=draft, how="code", given_at=None)
    return {
        "assistance": assistance,
        "person": assistance.person,
        "file": draft,
        "texts": texts,
        "facts": [row for page in pages.open_pages(draft.answers) if page.section != "pernyataan"
                  for row in rows(page, draft.answers)],
        "form": ReadForm(posted, texts=texts, initial={"data": digest(draft.answers)}),
        "paper": PaperField(posted, request.FILES or None),
        "code": CodeForm(),
        "sent": waiting.order_by("-pk").first(),
        "given": spoken(draft.answers),
        "why_not": consents.why_not(assistance, draft),
        **more,
    }  # fmt: skip


@clerks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def read(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """GET: read aloud. POST: the signed paper, or send a code to the applicant's telephone."""
    draft = draft_in(assistance, ref)
    context = reading(request, assistance, draft)
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    if not context["form"].is_valid():
        return unready(request, TEMPLATE, context)
    return agreed(request, assistance, draft, context)


def agreed(request: Request, assistance: Assistance, draft: File, context: dict[str, Any]) -> HttpResponse:
    """The yes: by code it is only asked for now."""
    told = {"data": context["form"].cleaned_data["data"], "actor": request.actor}
    try:
        if request.POST.get("cara") == "kode":
            consents.send_code(assistance, draft, context["texts"], **told)
            messages.info(request, _("Kode dikirim ke HP pemohon. Minta pemohon membacakan enam angkanya."))
            return redirect("assist_statements", draft.ref)
        consents.on_paper(assistance, draft, context["texts"], request.FILES.get("paper"), **told)
    except FileRefused as no:
        context["paper"].is_valid()
        context["paper"].add_error("paper", str(no))
        return unready(request, TEMPLATE, context)
    except Refused as no:
        return refused(request, TEMPLATE, context, no)
    messages.success(request, _("Persetujuan pemohon tercatat."))
    return redirect("file_overview", draft.ref)


@clerks
@never_cache
@require_POST
@with_person
def confirm(request: Request, assistance: Assistance, ref: str) -> HttpResponse:
    """The code that the applicant reads out."""
    draft = draft_in(assistance, ref)
    form = CodeForm(request.POST)
    context = reading(request, assistance, draft, code=form)
    kept: Consent | None = context["sent"]
    if not form.is_valid():
        return unready(request, TEMPLATE, context)
    try:
        if kept is None:
            raise Refused(_("Belum ada kode yang dikirim."))
        consents.confirm(kept, form.cleaned_data["kode"], data=digest(draft.answers), actor=request.actor)
    except Refused as no:
        return refused(request, TEMPLATE, context, no)
    messages.success(request, _("Persetujuan pemohon tercatat."))
    return redirect("file_overview", draft.ref)
