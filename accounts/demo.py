"""The demo's people: one for each role, marked as demo, with a known password and a known second factor.

They exist only where ``DEMO`` is on. The names are invented; numbers are of the shape of real ones.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Agency, SigningTerm, User
from accounts.roles import Role
from foundation.signing import authority
from foundation.signing.terms import Signatory

PASSPHRASE = "tanda-tangan-contoh-2026"  # noqa: S105 - the demo's certificate of the head
PASSWORD = "coba-satu-pintu-2026"  # noqa: S105 - the demo's, printed on screen


@dataclass(frozen=True, slots=True)
class Person:
    """One demo account. ``agency`` is the slug of a reviewer's agency."""

    email: str
    name: str
    role: Role
    agency: str = ""
    nip: str = ""
    job_title: str = ""
    phone: str = ""


PEOPLE = (
    Person("budi@contoh.id", "Budi Santoso", Role.APPLICANT, phone="+6281200000001"),
    Person("rina@contoh.id", "Rina Bahari", Role.APPLICANT, phone="+6281200000002"),
    Person("informasi@contoh.id", "Khadijah", Role.INFORMATION, nip="199001012015012001"),
    Person("loket@contoh.id", "Wulan Sari", Role.CLERK, nip="199202022016022002"),
    Person("proses@contoh.id", "Dedi Kurnia", Role.BACK_OFFICE, nip="198503032010031003"),
    Person("naker@contoh.id", "Sari Dewi", Role.REVIEWER, "naker", "198604042011042004"),
    Person("dinkes@contoh.id", "Hendra Putra", Role.REVIEWER, "dinkes", "198705052012051005"),
    Person("kepala@contoh.id", "Nurhayati", Role.HEAD, "", "197006061995032001", "Kepala Dinas"),
    Person("aduan@contoh.id", "Ayu Lestari", Role.COMPLAINTS, nip="199307072017072007"),
    Person("inspektorat@contoh.id", "Bambang Irawan", Role.INSPECTORATE, nip="197511112000121011"),
    Person("wbs@contoh.id", "Dewi Anggraini", Role.WHISTLE, nip="198212122006042012"),
    Person("pengawas@contoh.id", "Wawan Setiawan", Role.SUPERVISOR, nip="198808082013081008"),
    Person("admin@contoh.id", "Rahmat Hidayat", Role.ADMIN, nip="199109092014091009"),
    Person("auditor@contoh.id", "Agus Salim", Role.AUDITOR, nip="198010102005101010"),
)


def secret_of(email: str) -> str:
    """The demo's TOTP secret of an account: derived from its address, so that it is the same everywhere."""
    return base64.b32encode(hashlib.sha256(f"demo:{email}".encode()).digest()[:20]).decode()


def seed() -> list[str]:
    """Make the accounts that are missing; touches no account that exists. Returns one line per new one."""
    made = []
    hashed = make_password(PASSWORD)
    for person in PEOPLE:
        if User.objects.filter(email=person.email).exists():
            continue
        agency = Agency.objects.filter(slug=person.agency).first() if person.agency else None
        if person.agency and agency is None:
            continue
        user = User.objects.create(
            email=person.email, password=hashed, name=person.name, role=person.role, agency=agency, nip=person.nip,
            job_title=person.job_title, phone=person.phone, is_demo=True,
            phone_verified_at=timezone.now() if person.phone else None,
        )  # fmt: skip
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if person.role.is_staff:
            TOTP.activate(user, secret_of(person.email))
        if person.role is Role.HEAD:
            SigningTerm.objects.create(user=user, decree="contoh", starts_on=date(2026, 1, 1))
        made.append(f"+ {person.email} ({person.role.label})")
    for official in User.objects.filter(role__in=(Role.HEAD, Role.REVIEWER), is_demo=True):
        _enrol(official)
    return made


def _enrol(user: User) -> None:
    """Head and reviewers of the demo sign with certificates of the development CA, made once."""
    key = user.nip or f"akun-{user.pk}"
    if settings.SIGNER == "pengembangan" and not (authority.folder() / f"{key}.p12").exists():
        authority.enrol(Signatory(key=key, name=user.name, job_title=user.job_title), PASSPHRASE)


def table() -> str:
    """The accounts as ``make run`` prints them."""
    lines = [f"Akun contoh (kata sandi semua: {PASSWORD})"]
    lines += [f"  {person.email:<24} {person.role.label}" for person in PEOPLE]
    lines.append(f"Frasa sandi tanda tangan kepala dinas dan verifikator: {PASSPHRASE}")
    lines.append("Akun petugas meminta kode kedua: jalankan make kode.")
    return "\n".join(lines)
