"""My applications, beginning a new one, and the page of one file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from foundation.ui import errors, keyset
from licensing.actions import draft as drafts
from licensing.catalogue import queries as catalogue
from licensing.drafts.readiness import fitting
from licensing.queries import file_of, mine
from licensing.views.applicant.wizard import FILERS
from licensing.workflow import Refused


@roles(*FILERS)
def index(request: Request) -> HttpResponse:
    """/permohonan/: the newest first, each with what to do next."""
    page = keyset.page(mine(request.actor), request.GET, order=("-created_at", "-id"), size=20)
    return render(request, "licensing/applicant/index.html", {"page": page})


@roles(Role.APPLICANT)
def new(request: Request) -> HttpResponse:
    """/permohonan/baru/: what will be needed; POST begins a draft (with the KBLI chosen in "cek syarat")."""
    code, edition = request.GET.get("kbli", "")[:5], request.GET.get("edisi", "2025")[:4]
    chosen = catalogue.kbli(edition, code) if code else None
    if request.method != "POST":
        return render(request, "licensing/applicant/new.html", {"chosen": chosen})
    answers = signed_up(request)
    if chosen is not None and chosen.is_activity and edition == "2025":
        scopes = list(catalogue.scopes(chosen))
        wanted = [row for row in scopes if str(row.number) == request.GET.get("lingkup", "")] or scopes
        if len(scopes) > 1:  # else there is none to choose instead: its own page says what is in the way
            wanted = fitting(answers, wanted)
        answers["kegiatan"] = {
            "kbli_edition": edition,
            "kbli_code": chosen.code,
            "scope_id": str(wanted[0].pk) if len(wanted) == 1 else "",
            "scope_is_single": len(scopes) == 1,
        }
    application = drafts.start(actor=request.actor, answers=answers)
    return redirect(f"{application.get_absolute_url()}langkah/pemohon/jenis/")


def signed_up(request: Request) -> dict[str, dict[str, Any]]:
    """What sign-up already asked (decisions 10). A clerk begins a draft from the page of the person who is helped."""
    person: Any = request.user
    known = {
        "kind": person.declared_kind,
        "umk": person.declared_umk,
        "name": person.name if person.declared_kind == "person" else "",
        "email": person.email,
        "phone": person.phone,
    }
    return {"pemohon": {name: value for name, value in known.items() if value not in {"", None}}}


@roles(*FILERS)
@require_POST
def again(request: Request, ref: str) -> HttpResponse:
    """ "Ajukan lagi": a new draft with the good answers of a closed file; 409 while it still runs."""
    application = file_of(request.actor, ref)
    try:
        draft = drafts.again(application, actor=request.actor)
    except Refused as why:
        return errors.refused(request, why, back_url=application.get_absolute_url())
    return redirect(f"{draft.get_absolute_url()}ajukan-nib/")
