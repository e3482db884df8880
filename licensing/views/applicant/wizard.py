"""The wizard: one short page after another, each with its own address; drafts are saved as people type."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.identity import npwp
from foundation.ui.middleware import may_ask_for_the_place
from licensing.actions import draft as drafts
from licensing.catalogue import queries as catalogue
from licensing.catalogue import wording
from licensing.drafts.freezing import statement_keys
from licensing.drafts.readiness import Picture, picture
from licensing.forms.wizard import pages
from licensing.forms.wizard.base import PageForm
from licensing.forms.wizard.statements import Statements
from licensing.queries import File, draft_of, statement_texts
from licensing.terms import EnvironmentClass
from licensing.views.replies import refused, unready
from licensing.workflow import Refused

FILERS = (Role.APPLICANT, Role.CLERK)
PLACE = ("lokasi", "alamat")


@roles(*FILERS)
def step(request: Request, ref: str, section: str, slug: str) -> HttpResponse:
    """Show one page, or keep it and go on to the next; only the page of the place may ask the phone where it is."""
    response = shown_or_kept(request, ref, section, slug)
    return may_ask_for_the_place(response) if (section, slug) == PLACE else response


def shown_or_kept(request: Request, ref: str, section: str, slug: str) -> HttpResponse:
    """The page itself, or the way to the next one."""
    application, page = draft_page(request, ref, section, slug)
    if page.form is Statements and request.actor.role == Role.CLERK:
        return redirect(f"/loket/bantu/{application.ref}/pernyataan/")  # read aloud there, never ticked here
    seen = picture(application.answers, on=timezone.localdate())
    form = page_form(page, application, seen, request.POST if request.method == "POST" else None)
    context = page_context(request, application, page, form, seen)
    if request.method != "POST":
        return render(request, template_of(page), context)
    if not form.is_valid():
        version = keep_partial(request, application, form)
        return unready(request, template_of(page), context | {"version": version})
    try:
        drafts.save(application, page.section, form.cleaned_data, actor=request.actor, version=posted_version(request))
    except (drafts.Conflict, Refused) as no:
        return refused(request, template_of(page), context | {"version": application.answers_version}, no)
    if page.slug == "diri" and (doubt := doubt_about_npwp(application)):
        messages.warning(request, doubt)
    return redirect(after(application, page, back=request.POST.get("kembali") == "periksa"))


def doubt_about_npwp(application: File) -> str:
    """A person's NPWP that is not their NIK is asked about, never refused."""
    person = application.answers.get("pemohon", {})
    return npwp.warning(person.get("npwp") or "", nik=person.get("nik") or "")


@roles(*FILERS)
@require_POST
def autosave(request: Request, ref: str, section: str, slug: str) -> HttpResponse:
    """Keep what is fine so far; answers JSON with the new version, or 409 with the sentence."""
    application, page = draft_page(request, ref, section, slug)
    seen = picture(application.answers, on=timezone.localdate())
    form = page_form(page, application, seen, request.POST)
    try:
        drafts.save(application, page.section, form.partial(), actor=request.actor, version=posted_version(request))
    except (drafts.Conflict, Refused) as no:
        return JsonResponse({"message": str(no)}, status=409)
    saved = timezone.localtime(application.answers_saved_at).strftime("%H.%M")
    return JsonResponse({"version": application.answers_version, "saved_at": saved})


def template_of(page: pages.Page) -> str:
    """Pages with more than a form have a template of their own."""
    own = {"kbli": "step_kbli", "setuju": "step_statements", "lingkungan": "step_environment"}
    return f"licensing/applicant/{own.get(page.slug, 'step')}.html"


def draft_page(request: Request, ref: str, section: str, slug: str) -> tuple[File, pages.Page]:
    """The draft and its page; 404 for what does not exist for this person or this draft."""
    application = draft_of(request.actor, ref)
    page = pages.page_of(section, slug)
    if page is None or not page.applies(application.answers):
        raise Http404
    return application, page


def page_form(page: pages.Page, application: File, seen: Picture, data: Any) -> PageForm:
    """The page's form with what it needs to know of the draft."""
    extra: dict[str, Any] = {}
    if page.form is Statements:
        extra["texts"] = asked_texts(seen, application)
    elif page.slug == "ruang":
        extra["is_umk"] = seen.scale is None or seen.scale.is_umk
    elif page.slug == "lingkungan":
        extra["needs_approval"] = seen.environment != EnvironmentClass.SPPL
    return page.form(data, answers=application.answers, **extra)


def asked_texts(seen: Picture, application: File) -> list[Any]:
    """The statements that this file needs, in their wording of today; all of them while that is not yet known."""
    texts = statement_texts(timezone.localdate())
    if seen.row is None:
        return list(texts.values())
    spatial = application.answers.get("lokasi", {}).get("spatial", "")
    keys = statement_keys(seen.row, environment=seen.environment, spatial=spatial)
    return [texts[key] for key in keys if key in texts]


def page_context(
    request: Request, application: File, page: pages.Page, form: PageForm, seen: Picture
) -> dict[str, Any]:
    """What the page shows: the question, where we are, and what the answers lead to so far."""
    shown = pages.open_pages(application.answers)
    here = shown.index(page)
    return {
        **search_context(page, form, request),
        "file": application,
        "page": page,
        "form": form,
        "picture": seen,
        "version": application.answers_version,
        "doubt": doubt_about_npwp(application) if page.slug == "diri" else "",
        "rail": rail(application, page, shown),
        "previous": shown[here - 1] if here else None,
        "position": here + 1,
        "total": len(shown),
    }


def search_context(page: pages.Page, form: PageForm, request: Request) -> dict[str, Any]:
    """The KBLI page searches: what is chosen so far, hits, and both meanings of a number that changed its own."""
    if page.slug != "kbli":
        return {}
    query = request.GET.get("q", "").strip()[:200]
    edition, _colon, code = str(form["kbli"].value() or "").partition(":")
    return {
        "chosen": catalogue.kbli(edition, code) if code else None,
        "query": query,
        "hits": [offer(hit.entry) for hit in catalogue.search(query, limit=15)] if query else [],
        "meanings": catalogue.both_meanings(query) if query else [],
    }


def offer(entry: Any) -> dict[str, Any]:
    """A hit as it can be chosen: an old number that became one code stands for that code; with its risks as chips."""
    became = list(entry.moved_to)
    edition, code = ("2025", became[0]) if len(became) == 1 else (entry.edition, entry.code)
    return {"entry": entry, "edition": edition, "code": code, "badges": wording.risk_badges(entry.risks)}


def rail(application: File, page: pages.Page, shown: list[pages.Page]) -> list[dict[str, Any]]:
    """The sections as steps, with where we are."""
    found = []
    for section, title in pages.SECTION_TITLES.items():
        own = [p for p in shown if p.section == section]
        if not own:
            continue
        is_done = all(p.is_done(application.answers) for p in own)
        state = "now" if section == page.section else "done" if is_done else "todo"
        found.append({"label": title, "url": page_url(application, own[0]), "state": state})
    return found


def page_url(application: File, page: pages.Page) -> str:
    """The address of a wizard page."""
    return f"{application.get_absolute_url()}langkah/{page.section}/{page.slug}/"


def after(application: File, page: pages.Page, *, back: bool) -> str:
    """Where to go once a page is kept: the next page, the overview after the last, or back to it."""
    following = None if back else pages.next_page(page, application.answers)
    return page_url(application, following) if following else f"{application.get_absolute_url()}ajukan-nib/"


def posted_version(request: Request) -> int:
    """The version that the form was drawn from; nonsense counts as very old."""
    text = request.POST.get("versi", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def keep_partial(request: Request, application: File, form: PageForm) -> int:
    """An invalid page still keeps its good answers, so that nothing is lost; a newer draft wins.

    Returns the version that the page drawn again stands on: the one just written, so that its corrected answers are
    no stranger's; the posted one where nothing was written, so that somebody else's newer draft is still told.
    """
    version = posted_version(request)
    good = {name: value for name, value in form.cleaned_data.items() if name in form.fields}
    if not good or form.section == "kegiatan":
        return version
    try:
        drafts.save(application, form.section, good, actor=request.actor, version=version)
    except (drafts.Conflict, Refused):
        return version
    return application.answers_version
