"""/kelola/karantina/: files kept from use. Who reads and who decides is said in portal/doors.py."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from foundation.files.models import Hold, StoredFile
from foundation.files.quarantine import acts
from foundation.ui import keyset

TEMPLATE = "files/quarantine.html"
DECISIONS = {"lepas": Hold.Decision.RELEASED, "tolak": Hold.Decision.REFUSED}
BELONGS: dict[str, str | Promise] = {
    "application": gettext_lazy("Permohonan"),
    "complaint": gettext_lazy("Pengaduan"),
    "supervision": gettext_lazy("Pengawasan"),
}
SECOND = "head"  # only agrees to what somebody wants to release, or refuses it
HUSHED = "complaint"  # who told the office something is nobody's business here


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; or what was decided, newest first."""
    return render(request, TEMPLATE, shown(request))


def held() -> QuerySet[StoredFile]:
    """Files that nobody may use and nobody has decided about."""
    return StoredFile.objects.filter(state__in=acts.HELD)


def shown(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """One page of the list, each file with the words that may be said of it."""
    is_past = request.GET.get("lihat") == "diputus"
    if is_past:
        rows = StoredFile.objects.exclude(hold__decision="").filter(hold__isnull=False)
        page = keyset.page(rows.select_related("hold"), request.GET, order=("-id",))
    else:
        page = keyset.page(held().select_related("hold"), request.GET, order=("id",))
    names = names_of(page.rows)
    items = [described(file, names) for file in page.rows]
    role = request.actor.role  # type: ignore[attr-defined]
    for item in items:
        item["may_decide"] = role == "admin" or (role == SECOND and item["is_asked"])
    return {"page": page, "items": items, "is_past": is_past, **more}


def described(file: StoredFile, names: dict[int, str]) -> dict[str, Any]:
    """A file without its name: people write names and numbers into those."""
    kind = file.subject.partition(":")[0]
    hold = getattr(file, "hold", None)
    is_secret = kind == HUSHED
    return {
        "file": file,
        "belongs": BELONGS.get(kind, kind),
        "uploader": "" if is_secret else names.get(file.uploaded_by_id or 0, ""),
        "is_secret": is_secret,
        "hold": hold,
        "is_asked": hold is not None and hold.asked_by_id is not None and not hold.decision,
        "asked_by": names.get(hold.asked_by_id or 0, "") if hold else "",
        "decided_by": names.get(hold.decided_by_id or 0, "") if hold else "",
    }


def names_of(files: list[StoredFile]) -> dict[int, str]:
    """Names of the accounts on this page."""
    holds = [file.hold for file in files if getattr(file, "hold", None)]
    wanted = {file.uploaded_by_id for file in files}
    wanted |= {pk for hold in holds for pk in (hold.asked_by_id, hold.decided_by_id)}
    people = get_user_model().objects.filter(pk__in=[pk for pk in wanted if pk is not None])
    return dict(people.values_list("pk", "name"))


@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Release or refuse one file."""
    file = get_object_or_404(StoredFile, public_id=public_id)
    decision = DECISIONS.get(request.POST.get("putusan", ""))
    sentence = request.POST.get("kalimat", "")[:500]
    try:
        if decision is None:
            raise acts.NotPossible(_("Pilih lepas atau tolak."))
        who = request.actor  # type: ignore[attr-defined]
        if who.role == SECOND and acts.asked_of(file) is None:
            raise acts.NotPossible(_("Belum ada usulan melepas berkas ini. Admin memutuskannya lebih dahulu."))
        is_done = acts.decide(file, decision, who=who, sentence=sentence)
    except acts.NotPossible as no:
        context = shown(request, refusal=str(no), wrong=file.public_id, typed=sentence)
        return render(request, TEMPLATE, context, status=409)
    messages.success(request, told(decision, is_done=is_done))
    return redirect("quarantine")


def told(decision: Hold.Decision, *, is_done: bool) -> str:
    """What the act has led to."""
    if not is_done:
        return _("Usulan tersimpan. Berkas dilepas setelah admin lain atau kepala dinas menyetujuinya.")
    return _("Berkas dilepas dan dapat dipakai.") if decision == "released" else _("Berkas ditolak.")


def waiting(request: HttpRequest) -> int:
    """How many wait, for the menu."""
    return held().count()


def asked(request: HttpRequest) -> int:
    """How many wait for a second person, for the menu."""
    return held().filter(hold__decision="", hold__asked_by_id__isnull=False).count()
