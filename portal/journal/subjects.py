"""What an entry is about, in words, with the way there where the reader may go; personal names are masked.

Each sort of subject costs one query a page, however many rows name it. A sort that has no reader here is shown as
its word and number; what the reader may not see has no link and tells nothing of itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from counter.assisted.models import Person
from counter.logbook.queries import rows as agenda
from foundation.secrets.masks import mask_name
from licensing import queries as licensing
from licensing.models import PelakuUsaha
from licensing.terms import HolderKind
from supervision import queries as supervision


@dataclass(frozen=True, slots=True)
class Named:
    """A subject as the page shows it. ``url`` is "" where there is nothing to open, or not for this reader."""

    text: str
    url: str = ""


Names = dict[str, Named]

WORDS: Mapping[str, str | Promise] = {
    "application": gettext_lazy("Permohonan"),
    "document": gettext_lazy("Dokumen"),
    "pelaku_usaha": gettext_lazy("Pelaku usaha"),
    "user": gettext_lazy("Akun"),
    "person": gettext_lazy("Orang"),
    "assistance": gettext_lazy("Layanan berbantuan"),
    "guest": gettext_lazy("Layanan mandiri di kantor"),
    "visit": gettext_lazy("Baris agenda"),
    "logbook": gettext_lazy("Agenda layanan"),
    "export": gettext_lazy("Unduhan agenda"),
    "import": gettext_lazy("Daftar yang dimasukkan"),
    "mobile_day": gettext_lazy("Hari pelayanan bergerak"),
    "ticket": gettext_lazy("Nomor antrean"),
    "window": gettext_lazy("Loket"),
    "note": gettext_lazy("Catatan sif"),
    "queue": gettext_lazy("Antrean"),
    "device": gettext_lazy("Perangkat"),
    "supervision": gettext_lazy("Tugas pengawasan"),
    "inbox": gettext_lazy("Kiriman OSS"),
    "oss_file": gettext_lazy("Berkas OSS"),
    "nib": gettext_lazy("NIB"),
    "duty": gettext_lazy("Kewajiban"),
    "office": gettext_lazy("Data kantor"),
    "calendar": gettext_lazy("Kalender hari kerja"),
    "catalogue": gettext_lazy("Katalog"),
    "text": gettext_lazy("Naskah"),
    "journal": gettext_lazy("Jurnal"),
    "questionnaire": gettext_lazy("Kuesioner"),
    "survey_period": gettext_lazy("Periode survei"),
    "survey_kiosk": gettext_lazy("Kios survei"),
    "survey_alarm": gettext_lazy("Peringatan survei"),
    "survey_report": gettext_lazy("Laporan survei"),
    "survey_suggestion": gettext_lazy("Saran survei"),
}


def named(subjects: Iterable[str], actor: Actor) -> Names:
    """Every subject by its own name in the journal."""
    parts = {subject: parted(subject) for subject in subjects}
    wanted: dict[str, set[int]] = defaultdict(set)
    for sort, number in parts.values():
        if sort in READERS and number.isdecimal():
            wanted[sort].add(int(number))
    found = {sort: READERS[sort](actor, ids) for sort, ids in wanted.items()}
    return {
        subject: found.get(sort, {}).get(int(number) if number.isdecimal() else 0) or plain(sort, number)
        for subject, (sort, number) in parts.items()
    }


def parted(subject: str) -> tuple[str, str]:
    """Sort and number; "application:12:akun" is a line of its own about application 12."""
    sort, _colon, rest = subject.partition(":")
    return sort, rest.partition(":")[0]


def plain(sort: str, number: str) -> Named:
    """Word and number; what has no word here (due work by its kind) is work of the machine."""
    word = str(WORDS[sort]) if sort in WORDS else _("Pekerjaan latar")
    return Named(f"{word} {number}" if number.isdecimal() and sort not in {"office", "queue"} else word)


def files(actor: Actor, ids: set[int]) -> dict[int, Named]:
    """Applications that this reader may see, by number."""
    seen = licensing.visible_to(actor).filter(pk__in=ids).select_related(None)
    return {
        pk: Named(str(number), reverse("desk_file", args=[number])) for pk, number in seen.values_list("pk", "number")
    }


def accounts(actor: Actor, ids: set[int]) -> dict[int, Named]:
    """Officers by name, everybody else masked; the admin opens an officer's page."""
    people = {}
    for pk, name, role in User.objects.filter(pk__in=ids).values_list("pk", "name", "role"):
        is_staff = role in Role.values and Role(role).is_staff
        url = reverse("staff_edit", args=[pk]) if is_staff and actor.role == Role.ADMIN else ""
        people[pk] = Named(name if is_staff else mask_name(name), url)
    return people


def visits(actor: Actor, ids: set[int]) -> dict[int, Named]:
    """Rows of the agenda, by number."""
    seen = agenda.visible_to(actor).filter(pk__in=ids).values_list("pk", "number")
    return {
        pk: Named(_("Baris agenda %(number)s") % {"number": number or f"#{pk}"}, reverse("logbook_row", args=[pk]))
        for pk, number in seen
    }


def tasks(actor: Actor, ids: set[int]) -> dict[int, Named]:
    """Supervision tasks, by the file that they are about."""
    seen = supervision.visible_to(actor).filter(pk__in=ids).values_list("pk", "application__number")
    return {
        pk: Named(_("Tugas pengawasan %(number)s") % {"number": number}, reverse("supervision_task", args=[pk]))
        for pk, number in seen
    }


def people(_actor: Actor, ids: set[int]) -> dict[int, Named]:
    """People of the counter: masked."""
    return {pk: Named(mask_name(name)) for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}


def holders(_actor: Actor, ids: set[int]) -> dict[int, Named]:
    """Businesses: a company by its name, a person masked."""
    rows = PelakuUsaha.objects.filter(pk__in=ids).values_list("pk", "name", "kind")
    return {pk: Named(mask_name(name) if kind == HolderKind.PERSON else name) for pk, name, kind in rows}


READERS: dict[str, Callable[[Actor, set[int]], dict[int, Named]]] = {
    "application": files,
    "user": accounts,
    "visit": visits,
    "supervision": tasks,
    "person": people,
    "pelaku_usaha": holders,
}


def of_number(actor: Actor, number: str) -> list[str]:
    """The subjects that carry a number people know: of a file, or of a row of the agenda. None: there is none."""
    file = licensing.visible_to(actor).filter(number=number).values_list("pk", flat=True).first()
    if file is not None:
        return [f"application:{file}", f"application:{file}:akun"]
    return [f"visit:{pk}" for pk in agenda.visible_to(actor).filter(number=number).values_list("pk", flat=True)[:5]]
