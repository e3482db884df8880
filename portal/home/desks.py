"""/beranda/: one home page per role, with the work that waits, most urgent first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import signed_in
from accounts.actors import Actor
from accounts.requests import Request
from accounts.roles import Role
from complaints.queries import desk as complaints
from counter.queries import feed
from licensing.queries import desks, mine, visible_to
from licensing.queries.signing import awaiting_signature
from licensing.terms import Status
from oss_bridge.desk import showing as oss
from supervision import queries as supervision
from surveys.queries import periods as surveys

Tile = dict[str, Any]
MOST = 8
LATE, RUNNING = "?terlambat=on", "?status=berjalan"  # filters of the register of applications


@signed_in
def home(request: Request) -> HttpResponse:
    """The page of this person's role."""
    actor: Actor = request.actor
    build = PAGES.get(Role(actor.role), reader)
    facts = {"actor": actor, "today": timezone.localdate(), **build(actor)}
    return render(request, "home/desk.html", {**facts, "is_idle": not any(one["count"] for one in facts["tiles"])})


def tile(label: str | Promise, count: int, door: str, hint: str | Promise = "", *, query: str = "") -> Tile:
    """A number that opens its list; ``query`` narrows it."""
    return {"label": label, "count": count, "url": f"{reverse(door)}{query}", "hint": hint}


def applicant(actor: Actor) -> dict[str, Any]:
    """What the applicant has to do, then what runs."""
    turn = [s for s in Status if s.waits_for_applicant]
    files = mine(actor)
    return {
        "title": _("Beranda Anda"),
        "tiles": [
            tile(_("Menunggu Anda"), files.filter(status__in=turn).count(), "my_files"),
            tile(_("Sedang diproses"), files.exclude(status__in=[*turn, *FINAL]).count(), "my_files"),
            tile(_("Selesai"), files.filter(status__in=FINAL).count(), "my_files"),
        ],
        "files": list(files.filter(status__in=turn)[:MOST]) or list(files[:MOST]),
        "door": "file",
        "is_applicant": True,
    }


FINAL = [s for s in Status if s.is_final]


def back_office(actor: Actor) -> dict[str, Any]:
    """Completeness checks that wait; for whoever stands in for the head today, the decisions too."""
    waiting, today = desks.back_office_desk(actor), timezone.localdate()
    late = desks.overdue(actor, today)
    return {
        "title": _("Kelengkapan berkas"),
        "tiles": [
            *(decisions(actor) if desks.signs_today(actor, today) else []),
            tile(_("Menunggu diperiksa"), waiting.count(), "desk_back_office"),
            tile(
                _("Lewat janji"), late.count(), "desk_register", _("semua berkas yang janjinya sudah lewat"), query=LATE
            ),
        ],
        "files": list(waiting[:MOST]),
        "door": "desk_check",
    }


def reviewer(actor: Actor) -> dict[str, Any]:
    """Files at this agency: unclaimed ones and the reviewer's own."""
    waiting = desks.agency_desk(actor)
    mine_ = waiting.filter(reviewer_id=actor.user_id)
    return {
        "title": _("Verifikasi dinas teknis"),
        "tiles": [
            tile(_("Belum diambil"), waiting.filter(status=Status.COMPLETE).count(), "desk_agency"),
            tile(_("Sedang Anda periksa"), mine_.count(), "desk_agency"),
            tile(_("Menunggu tanda tangan"), awaiting_signature(actor).count(), "desk_sign"),
        ],
        "files": list(waiting.exclude(status__in=[Status.CORRECTION, Status.CORRECTION_RESET])[:MOST]),
        "door": "desk_review",
    }


def head(actor: Actor) -> dict[str, Any]:
    """Decisions that wait, and promises that have passed."""
    waiting, late = desks.decision_desk(actor), desks.overdue(actor, timezone.localdate())
    running = visible_to(actor).filter(status__in=desks.RUNNING)
    return {
        "title": _("Keputusan kantor"),
        "tiles": [
            *decisions(actor),
            tile(_("Lewat janji"), late.count(), "desk_register", query=LATE),
            tile(_("Semua berkas berjalan"), running.count(), "desk_register", query=RUNNING),
            late_complaints(actor),
            *survey_alarms(actor),
            *oss_troubles(),
        ],
        "complaints": list(complaints.late(actor).order_by("created_at")[:MOST]),
        "files": list(waiting[:MOST]),
        "door": "desk_decide",
    }


def decisions(actor: Actor) -> list[Tile]:
    """What only the head, or who stands in for the head, can do."""
    return [
        tile(_("Menunggu keputusan"), desks.decision_desk(actor).count(), "desk_decisions"),
        tile(_("Menunggu tanda tangan"), awaiting_signature(actor).count(), "desk_sign"),
    ]


def complaint_desk(actor: Actor) -> dict[str, Any]:
    """Complaints of this desk's lane: what is new, what waits, what is late."""
    waiting = complaints.waiting(actor)
    return {
        "title": _("Pengaduan"),
        "tiles": [
            tile(_("Pengaduan masuk"), waiting.filter(stage="a").count(), "complaint_register", query="?tahap=a"),
            tile(_("Sedang ditangani"), waiting.exclude(stage="a").count(), "complaint_register"),
            late_complaints(actor),
            *survey_alarms(actor),
        ],
        "complaints": list(complaints.most_urgent(actor)[:MOST]),
        "files": [],
        "door": "desk_file",
    }


def late_complaints(actor: Actor) -> Tile:
    """Complaints past a limit of the law, for desk and head."""
    count = complaints.late(actor).count()
    return tile(_("Pengaduan lewat batas"), count, "complaint_register", query="?terlambat=on")


def survey_alarms(actor: Actor) -> list[Tile]:
    """Survey answers that somebody must look into, for those who may: head and complaint officers."""
    if actor.role not in surveys.READERS:
        return []
    return [
        tile(
            _("Peringatan survei"),
            surveys.open_alarms(actor).count(),
            "survey_desk",
            _("termasuk yang menulis membayar"),
        )
    ]


def oss_troubles() -> list[Tile]:
    """What the line to OSS asks of a person; nothing when it runs by itself."""
    counts = oss.counts()
    stuck = counts["dead"] + counts["parked"]
    tiles = [
        tile(_("OSS butuh tindakan"), stuck, "oss_desk"),
        tile(_("Berbeda dengan OSS"), counts["different"], "oss_desk"),
    ]
    return [one for one in tiles if one["count"]]


def admin(actor: Actor) -> dict[str, Any]:
    """What broke between the office and OSS, first; then what runs in the office."""
    rest = reader(actor)
    return rest | {"tiles": [*oss_troubles(), *rest["tiles"], *survey_alarms(actor)]}


def information(actor: Actor) -> dict[str, Any]:
    """The information officer's doors, and the queue."""
    tiles = [waiting_people()]
    return {"title": _("Meja informasi"), "tiles": tiles, "files": [], "door": "desk_file", "is_information": True}


def clerk(actor: Actor) -> dict[str, Any]:
    """Who waits in the hall; then what runs in the office."""
    rest = reader(actor)
    return rest | {"title": _("Loket"), "tiles": [waiting_people(), *rest["tiles"]]}


def waiting_people() -> Tile:
    """Everybody who waits in the queue now; opens the console."""
    return tile(_("Menunggu di antrean"), feed.hall()["waiting"], "console")


def supervisor(actor: Actor) -> dict[str, Any]:
    """Permits that OSS issued by itself, to be looked at; then what runs in the office."""
    waiting = supervision.desk(actor, "")
    mine_, late = supervision.desk(actor, "saya"), waiting.filter(due_on__lt=timezone.localdate())
    rest = reader(actor)
    return rest | {
        "title": _("Pengawasan"),
        "tiles": [
            tile(_("Belum ada petugas"), waiting.filter(owner=None).count(), "supervision"),
            tile(_("Tugas Anda"), mine_.count(), "supervision", query="?lihat=saya"),
            tile(_("Tugas lewat batas"), late.count(), "supervision"),
            *rest["tiles"],
        ],
    }


def reader(actor: Actor) -> dict[str, Any]:
    """Admin, supervisor, auditor, counter: what runs in the office."""
    late = desks.overdue(actor, timezone.localdate())
    running = desks.everything(actor).filter(status__in=desks.RUNNING)
    return {
        "title": _("Beranda"),
        "tiles": [
            tile(_("Sedang berjalan"), running.count(), "desk_register", query=RUNNING),
            tile(_("Lewat janji"), late.count(), "desk_register", query=LATE),
        ],
        "files": list(running[:MOST]),
        "door": "desk_file",
    }


PAGES: dict[Role, Callable[[Actor], dict[str, Any]]] = {
    Role.APPLICANT: applicant,
    Role.BACK_OFFICE: back_office,
    Role.REVIEWER: reviewer,
    Role.HEAD: head,
    Role.COMPLAINTS: complaint_desk,
    Role.INSPECTORATE: complaint_desk,
    Role.WHISTLE: complaint_desk,
    Role.INFORMATION: information,
    Role.CLERK: clerk,
    Role.SUPERVISOR: supervisor,
    Role.ADMIN: admin,
}
