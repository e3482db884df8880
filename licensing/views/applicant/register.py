"""The overview of a draft and its first submission: check, then "Ajukan NIB"."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import roles
from accounts.requests import Request
from licensing import workflow
from licensing.actions import register
from licensing.drafts import consent
from licensing.drafts.answers import PERNYATAAN
from licensing.drafts.readiness import Blocker, blockers, picture
from licensing.forms.wizard import pages
from licensing.life.steps import Step
from licensing.queries import File, file_of
from licensing.terms import Status
from licensing.views.applicant.answers_shown import rows
from licensing.views.applicant.wizard import FILERS, asked_texts, page_url
from licensing.views.replies import refused

TEMPLATE = "licensing/applicant/overview.html"
# Which page of its section asks for what is in the way
ASKED_AT = {
    "holder": "kbli",
    "investment": "lingkup",
    "not_offered": "kbli",
    "region": "alamat",
    "kkpr": "ruang",
    "environment": "lingkungan",
}


@roles(*FILERS)
def overview(request: Request, ref: str) -> HttpResponse:
    """GET: every answer with "Ubah" and what is still in the way. POST: ask OSS for the NIB, once."""
    application = file_of(request.actor, ref)
    if application.status != Status.DRAFT:
        return redirect(application)
    context = overview_context(request, application)
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    try:
        register.register(application, actor=request.actor)
    except workflow.Refused as no:
        application.refresh_from_db()
        if application.status != Status.DRAFT:
            return redirect(application)
        return refused(request, TEMPLATE, context, no)
    messages.success(request, _("Tersimpan dengan nomor %(number)s. Menunggu OSS.") % {"number": application.number})
    return redirect(application)


def overview_context(request: Request, application: File) -> dict[str, Any]:
    """Sections with their answers, what the answers lead to, and what is still in the way."""
    answers = application.answers
    seen = picture(answers, on=timezone.localdate())
    return {
        "file": application,
        "picture": seen,
        "section_titles": pages.SECTION_TITLES,
        "scale_differs": seen.scale is not None and seen.scale.is_umk is not declared_umk(answers),
        "spoken": consent.spoken(answers),
        "nib_url": f"{application.get_absolute_url()}langkah/kegiatan/nib/?kembali=periksa",
        **in_the_way(request, application, asked_texts(seen, application)),
    }


def in_the_way(request: Request, application: File, texts: list[Any]) -> dict[str, Any]:
    """How far each section is, the blockers with the page that mends them, and the statements still to agree to."""
    found = blockers(application.answers, on=timezone.localdate())
    accepted = consent.accepted(application.answers, {text.key: text for text in texts})
    lacking = [text for text in texts if text.key not in accepted]
    mends = [(blocker, mend_url(application, blocker)) for blocker in found]
    statements_url = f"{application.get_absolute_url()}langkah/pernyataan/setuju/"
    tasks = sections(application, has_agreed=not lacking, stuck={blocker.section for blocker in found})
    return {
        "sections": [task for task in tasks if task["rows"]],
        "tasks": tasks if found or lacking else [],
        "go_on_url": mends[0][1] if mends else statements_url,
        "blockers": mends,
        "statements_lacking": lacking,
        "statements_accepted": [text for text in texts if text.key in accepted],
        "statements_url": statements_url,
        "why_not": why_not_yet(request, application, len(found), len(lacking)),
    }


def why_not_yet(request: Request, application: File, blockers_: int, lacking: int) -> str:
    """Why "Ajukan NIB" is closed, in a sentence; empty when it is open."""
    if why := workflow.why_not(application, Step.REQUEST_NIB, request.actor):
        return why
    if blockers_:
        return _("Bereskan dulu %(count)d hal di atas.") % {"count": blockers_ + bool(lacking)}
    return _("Setujui dulu semua pernyataan.") if lacking else ""


def declared_umk(answers: dict[str, Any]) -> bool:
    """Did the person sign up as UMK?"""
    return bool(answers.get("pemohon", {}).get("umk"))


def sections(application: File, *, has_agreed: bool, stuck: set[str]) -> list[dict[str, Any]]:
    """Each section with its title, how far it is, and the answers of its pages (statements: none to read back)."""
    answers, found = application.answers, []
    for section, title in pages.SECTION_TITLES.items():
        own = [page for page in pages.open_pages(answers) if page.section == section]
        if not own:
            continue
        is_spoken = section == PERNYATAAN.slug
        is_done = has_agreed if is_spoken else section not in stuck and all(page.is_done(answers) for page in own)
        has_begun = any(value not in (None, "") for value in answers.get(section, {}).values())
        found.append(
            {
                "slug": section,
                "label": title,
                "state": "done" if is_done else "partial" if has_begun else "todo",
                "rows": [] if is_spoken else read_back(application, own),
                "url": page_url(application, own[0]),
            }
        )
    return found


def read_back(application: File, own: list[pages.Page]) -> list[dict[str, Any]]:
    """The answers of some pages, each with the page that changes it."""
    return [
        {**row, "change_url": f"{page_url(application, page)}?kembali=periksa"}
        for page in own
        for row in rows(page, application.answers)
    ]


def mend_url(application: File, blocker: Blocker) -> str:
    """The page that mends it: the one that asks for it, else the first unfinished one of its section."""
    own = [page for page in pages.open_pages(application.answers) if page.section == blocker.section]
    if not own:
        return application.get_absolute_url()
    asking = next((page for page in own if page.slug == ASKED_AT.get(blocker.code)), None)
    unfinished = next((page for page in own if not page.is_done(application.answers)), own[0])
    return page_url(application, asking or unfinished)
