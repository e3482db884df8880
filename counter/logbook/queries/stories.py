"""One row with everything that belongs to it: its versions, its acts, the stories of its number and its file."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook.columns import COLUMNS, Chosen, cells, chosen
from counter.logbook.corrections import may_mend
from counter.logbook.models import Visit, VisitAct
from counter.logbook.queries import tickets
from counter.logbook.queries.rows import with_extras
from counter.logbook.wording import is_late, said
from foundation.journal import book as journal
from licensing import queries as licensing
from licensing.life.storytelling import told

SOON = timedelta(seconds=5)  # acts of a row by hand are written right behind it
FACTS = [key for key in COLUMNS if key not in {"corrects", "reason"}]
TICKET_MARK = "antrean"  # where a row's page tells of the number
READ_FILES = frozenset({Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.CLERK})


def story(visit: Visit, actor: Actor, *, name_open: bool = False) -> dict[str, Any]:
    """What the page of one row shows."""
    versions = chain(visit)
    newest = versions[-1]
    return {
        "visit": visit,
        "facts": facts(visit, masked=not name_open),
        "name_open": name_open,
        "versions": [compared(row, versions[place - 1] if place else None) for place, row in enumerate(versions)],
        "newest": newest if newest.pk != visit.pk else None,
        "acts": acts(visit, versions),
        "ticket": tickets.moments(visit.ticket_id),
        "file": file_of(visit, actor),
        "is_late": is_late(visit),
        "may_mend": may_mend(visit, actor) and newest.pk == visit.pk and not visit.is_running,
        "may_end": may_mend(visit, actor) and visit.is_running,
    }


def facts(visit: Visit, *, masked: bool) -> list[tuple[str, str]]:
    """Headings and cells of all columns that say something."""
    columns = chosen((key, "") for key in FACTS)
    row = with_extras(Visit.objects.filter(pk=visit.pk), ["sigap", "corrected_number"]).get()
    made = cells(row, columns, masked=masked)
    pairs = [(one, said(value, one.column.form, whole=True)) for one, value in zip(columns, made, strict=True)]
    return [(one.heading, to_its_story(one, text, visit)) for one, text in pairs if text != "–"]


def to_its_story(one: Chosen, text: str, visit: Visit) -> str:
    """The number of the queue leads to its own story further down the page."""
    is_number = one.column.key == "ticket_label" and visit.ticket_id is not None
    return format_html('<a href="#{}">{}</a>', TICKET_MARK, text) if is_number else text


def chain(visit: Visit) -> list[Visit]:
    """All versions of a row, the first one first."""
    versions = [visit]
    while versions[0].corrects_id:
        versions.insert(0, Visit.objects.get(pk=versions[0].corrects_id))
    while newer := Visit.objects.filter(corrects_id=versions[-1].pk).first():
        versions.append(newer)
    return versions


def compared(row: Visit, before: Visit | None) -> dict[str, Any]:
    """A version and what it says otherwise than the one before it. Names stay masked."""
    keys = [key for key in FACTS if key not in {"sigap", "number", "recorded"}]
    columns = chosen((key, "") for key in keys)
    old = cells(before, columns, masked=True) if before else []
    new = cells(row, columns, masked=True)
    changes = [
        (one.heading, said(was, one.column.form), said(now, one.column.form))
        for one, was, now in zip(columns, old, new, strict=bool(before))
        if was != now
    ]
    return {"row": row, "changes": changes}


def acts(visit: Visit, versions: list[Visit]) -> list[dict[str, Any]]:
    """Beginning, acts and end, as a timeline. Acts hang on the version that they were done under; all are told."""
    moments: list[dict[str, Any]] = [
        {"title": _("Layanan dimulai"), "at": visit.started_at, "who": visit.officer_name, "text": visit.ticket_label}
    ]
    closed_at = versions[0].recorded_at if versions[0].ended_at else None
    for act in VisitAct.objects.filter(visit__in=versions):
        late = _("sesudah baris ditutup") if closed_at and act.at > closed_at + SOON else ""
        text = " · ".join(filter(None, [act.text, act.file_number, late]))
        moments.append({"title": act.get_kind_display(), "at": act.at, "who": act.name, "text": text})
    if visit.ended_at:
        moments.append({"title": visit.get_result_display(), "at": visit.ended_at, "text": visit.documents})
    return [{"state": "done", **moment} for moment in moments]


def file_of(visit: Visit, actor: Actor) -> dict[str, Any] | None:
    """The file's timeline, where the actor may read the file at all."""
    if not visit.file_number or actor.role not in READ_FILES | {Role.REVIEWER}:
        return None
    try:
        file = licensing.file_of(actor, visit.file_number)
    except Http404:
        return None
    door = "desk_review" if actor.role == Role.REVIEWER else "desk_file"
    return {"file": file, "moments": told(file, to_desk=True), "door": door}


def opened_name(visit: Visit, actor: Actor) -> None:
    """Somebody looked at the whole name: that is journalled."""
    journal.record("visit.name_opened", subject=visit.subject, who=actor, data={"number": visit.number})
