"""Finding a person at the window: by NIK, telephone, part of a name, number of a file, NIB, or a scanned QR.

At most twenty rows, numbers masked. A NIK and a telephone number are looked up by their blind index; nothing
that was typed is written anywhere. A name is looked for as it stands in three tables, twenty rows each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from counter.assisted.models import Person
from counter.assisted.queries.people import by_claim_code, owner_of
from foundation.identity import nib, nik, phone
from foundation.identity.digits import IdentityError
from foundation.secrets.index import blind_index
from foundation.secrets.masks import mask_nik, mask_phone
from licensing.models import Application, Document, PelakuUsaha
from licensing.rules.numbering import tidy_code

MOST = 20
SHORTEST = 3
FILE = re.compile(r"PB-\d{4}-\d{6}", re.IGNORECASE)
CODE = re.compile(r"/(?:lanjut|v)/([0-9A-Za-z]{22})")


class TooShort(ValueError):
    """What was typed finds too much; the text says what to type."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the answer. ``key`` opens it: "orang:3", "akun:5" (never at the counter before), "usaha:7"."""

    key: str
    name: str
    nik: str
    phone: str
    level: str
    about: str


def find(text: str) -> tuple[str, list[Hit]]:
    """What it was taken for ("nik", "phone", "file", "nib", "code", "name"), and the rows.

    Raises:
        TooShort: a name of fewer than three letters.
    """
    typed = text.strip()[:200]
    for kind, read in READERS:
        if (wanted := read(typed)) is not None:
            return kind, gathered(wanted)
    if len(typed) < SHORTEST:
        raise TooShort(_("Ketik sedikitnya tiga huruf nama, atau NIK, nomor HP, nomor permohonan, NIB."))
    return "name", by_name(typed)


# -- what was typed? ------------------------------------------------------------------------
def by_code(text: str) -> list[Person | User | PelakuUsaha] | None:
    """A QR of ours: the receipt's way home, or a document's verification."""
    found = CODE.search(urlsplit(text).path if "://" in text else text)
    if found is None:
        return None
    person = by_claim_code(tidy_code(found[1]))
    document = Document.objects.filter(code=tidy_code(found[1])).select_related("application__holder").first()
    return [person] if person else of_files([document.application] if document else [])


def by_file(text: str) -> list[Person | User | PelakuUsaha] | None:
    """A number, also inside the address of a QR."""
    found = FILE.search(text)
    if found is None:
        return None
    return of_files(Application.objects.filter(number=found[0].upper()).select_related("holder", "applicant"))


def by_nik(text: str) -> list[Person | User | PelakuUsaha] | None:
    """Sixteen digits."""
    try:
        index = blind_index("nik", nik.parse(text).number)
    except IdentityError:
        return None
    return [*people().filter(nik_index=index)[:MOST], *by_holders(PelakuUsaha.objects.filter(nik_index=index))]


def by_phone(text: str) -> list[Person | User | PelakuUsaha] | None:
    """A telephone number, however it is written."""
    try:
        index = blind_index("phone", phone.normalise(text))
    except IdentityError:
        return None
    mine = Q(phone_index=index)
    found: list[Person | User | PelakuUsaha] = [*people().filter(mine)[:MOST], *applicants().filter(mine)[:MOST]]
    return found + by_holders(PelakuUsaha.objects.filter(mine))


def by_nib(text: str) -> list[Person | User | PelakuUsaha] | None:
    """Thirteen digits."""
    try:
        number = nib.normalise(text)
    except IdentityError:
        return None
    return by_holders(PelakuUsaha.objects.filter(nibs__number=number))


READERS = (("code", by_code), ("file", by_file), ("nik", by_nik), ("nib", by_nib), ("phone", by_phone))


# -- the three tables ----------------------------------------------------------------------
def people() -> QuerySet[Person]:
    """Entries that stand for themselves."""
    return Person.objects.filter(merged_into=None).select_related("account")


def applicants() -> QuerySet[User]:
    """Accounts of applicants that the counter has not seen yet."""
    return User.objects.filter(role=Role.APPLICANT, is_active=True, at_counter=None)


def by_holders(holders: QuerySet[PelakuUsaha]) -> list[Person | User | PelakuUsaha]:
    """Whose businesses these are; an unclaimed one stands for itself."""
    rows = list(holders.select_related("owner")[:MOST])
    owners = [row.owner for row in rows if row.owner]
    found: list[Person | User | PelakuUsaha] = [*people().filter(account__in=owners)[:MOST]]
    found += applicants().filter(pk__in=[owner.pk for owner in owners])
    free = {row.pk: row for row in rows if row.owner_id is None}
    for file in Application.objects.filter(holder__in=free).exclude(assisted_for="").order_by("-pk")[:MOST]:
        if (person := owner_of(file)) is not None:
            found.append(person)
            free.pop(file.holder_id or 0, None)
    return found + list(free.values())


def of_files(files: Iterable[Application]) -> list[Person | User | PelakuUsaha]:
    """The people of these files."""
    found: list[Person | User | PelakuUsaha] = []
    for file in files:
        person, holder = owner_of(file), file.holder
        whose = person or file.applicant or (holder.owner if holder else None) or holder
        found += [whose] if whose else []
    return found


def by_name(text: str) -> list[Hit]:
    """Twenty of each table by name, then the first twenty of all."""
    rows: list[Person | User | PelakuUsaha] = [*people().filter(name__icontains=text).order_by("name", "pk")[:MOST]]
    rows += applicants().filter(name__icontains=text).order_by("name", "pk")[:MOST]
    loose = PelakuUsaha.objects.filter(name__icontains=text, owner=None).order_by("name", "pk")
    return gathered(rows + by_holders(loose))


def gathered(rows: Iterable[Person | User | PelakuUsaha]) -> list[Hit]:
    """As lines, each once, at most twenty."""
    lines = {line.key: line for line in map(line_of, rows)}
    return sorted(lines.values(), key=lambda line: line.name.casefold())[:MOST]


def line_of(row: Person | User | PelakuUsaha) -> Hit:
    """One line."""
    if isinstance(row, Person):
        about = _("punya akun") if row.account_id else _("dicatat di loket, belum punya akun")
        level = row.get_identity_level_display()
        return Hit(f"orang:{row.pk}", row.name, mask_nik(row.nik), mask_phone(row.phone), level, about)
    if isinstance(row, User):
        return Hit(f"akun:{row.pk}", row.name, "", mask_phone(row.phone), "", _("akun portal, belum pernah ke loket"))
    about, level = _("usaha dari OSS, belum diklaim"), row.get_identity_level_display()
    return Hit(f"usaha:{row.pk}", row.name, mask_nik(row.nik), mask_phone(row.phone), level, about)
