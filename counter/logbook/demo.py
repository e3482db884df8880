"""The demo's book: a few days at the office and one at a village, written through the book's own acts.

Only where ``DEMO`` is on, and only into a book that has no row by hand yet.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import Actor, actor_of
from accounts.models import User
from accounts.roles import Role
from counter.logbook import book, corrections, days
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.models import Visit
from counter.logbook.terms import Act, Channel, Kind, Result

PLACE = "Kantor Desa Marunggi"
#: Days ago, hour, minutes, who, channel, kind, service, name, acts, result, documents, note.
ROWS: tuple[tuple[Any, ...], ...] = (
    (5, time(9, 5), 8, Role.INFORMATION, Channel.PHONE, Kind.INFORMATION, "Syarat NIB perorangan", "Ibu Yarni",
     [Act.INFORMED], Result.DONE, [], "Bertanya apakah warung kopi perlu NIB."),
    (5, time(10, 20), 35, Role.CLERK, Channel.ASSISTED, Kind.LICENCE, "Pendaftaran NIB usaha perorangan", "Nasrul",
     [Act.IDENTITY, Act.FILLED, Act.READ, Act.CONSENT, Act.PRINTED], Result.DONE, ["NIB"], ""),
    (4, time(8, 40), 12, Role.CLERK, Channel.SELF, Kind.LICENCE, "Pendaftaran NIB usaha perorangan", "Fitriani",
     [Act.HELPED], Result.DONE, [], "Mengisi sendiri, dibantu saat memilih KBLI."),
    (4, time(13, 30), 15, Role.CLERK, Channel.ASSISTED, Kind.HANDOVER, "Pengambilan sertifikat standar", "Rizki Ananda",
     [Act.HANDED], Result.DONE, ["Sertifikat Standar"], ""),
    (3, time(9, 50), 6, Role.INFORMATION, Channel.WHATSAPP, Kind.INFORMATION, "Jam layanan kantor", "Ibu Desmawati",
     [Act.INFORMED], Result.DONE, [], ""),
    (2, time(11, 15), 20, Role.CLERK, Channel.ASSISTED, Kind.LICENCE, "Sertifikat standar LPK", "Hendri Saputra",
     [Act.FILLED, Act.UPLOADED], Result.INCOMPLETE, [], "Daftar instruktur belum ditandatangani."),
)  # fmt: skip
VILLAGE: tuple[Any, ...] = (
    (time(9, 10), 25, "Nurlaila", ["NIB"]),
    (time(9, 45), 20, "Syafrizal", ["NIB"]),
    (time(10, 30), 30, "Ermawati", []),
)


def seed() -> None:
    """Write the demo's rows once."""
    clerk, desk = actor(Role.CLERK), actor(Role.INFORMATION)
    if clerk is None or desk is None or Visit.objects.exclude(origin="act").exists():
        return
    last = None
    for ago, at, minutes, role, channel, kind, service, name, acts, result, given, note in ROWS:
        start = moment(ago, at)
        last = book.by_hand(
            who=desk if role == Role.INFORMATION else clerk, channel=channel, kind=kind, service=service,
            person_name=name, started_at=start, ended_at=start + timedelta(minutes=minutes), acts=acts, result=result,
            handed_over=given, note=note, survey_offered=result == Result.DONE and channel != Channel.PHONE,
        )  # fmt: skip
    village(clerk)
    if last is not None:
        corrections.correct(last, who=clerk, reason="Pemohon kembali sore hari dan melengkapi.", result=Result.DONE)


def village(clerk: Actor) -> None:
    """A day of pelayanan bergerak, three days ago."""
    on = timezone.localdate() - timedelta(days=3)
    day = days.open_mobile_day(who=clerk, place=PLACE, day=on, team=f"{clerk.name} dan petugas desa")
    for at, minutes, name, given in VILLAGE:
        start = moment(3, at)
        book.by_hand(
            who=clerk, channel=Channel.MOBILE, mobile_day=day, service="Pendaftaran NIB usaha perorangan",
            person_name=name, started_at=start, ended_at=start + timedelta(minutes=minutes), handed_over=given,
            acts=[Act.IDENTITY, Act.FILLED, Act.PRINTED] if given else [Act.FILLED],
            result=Result.DONE if given else Result.CONTINUES, survey_offered=bool(given),
        )  # fmt: skip
    days.close_mobile_day(day, who=clerk)


def actor(role: str) -> Actor | None:
    """The demo's first person of a role."""
    user = User.objects.filter(role=role, is_demo=True).order_by("pk").first()
    return actor_of(user, channel="counter") if user else None


def moment(days_ago: int, at: time) -> datetime:
    """A time of day, so many days ago."""
    return datetime.combine(timezone.localdate() - timedelta(days=days_ago), at, tzinfo=OFFICE_TIME)
