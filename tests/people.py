"""The people of every story. Pak Hendra works for another agency and must never see anything."""

from dataclasses import dataclass
from functools import cache

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actors import Actor, actor_of
from accounts.demo import secret_of
from accounts.models import Agency, SigningTerm, User
from accounts.roles import Role

PASSWORD = "rahasia-uji-coba-2026"
HELPED = "person:1"  #: Pak Budi, as the counter knows him


@dataclass(frozen=True)
class Town:
    """Everybody in one office."""

    naker: Agency
    dinkes: Agency
    budi: User  # perorangan, UMK
    rina: User  # director of PT Bahari
    sari: User  # reviewer of the labour agency
    tono: User  # another reviewer of the labour agency
    hendra: User  # reviewer of the health agency: sees nothing of labour
    wulan: User  # counter clerk
    ijah: User  # information officer
    dedi: User  # back office
    kadis: User  # head of office
    admin: User
    auditor: User
    pengawas: User
    aduan: User
    apip: User  # inspectorate, outside the unit
    wbs: User  # whistle-blowing lane

    def actor(self, name: str) -> Actor:
        """This person as an actor at the web; the clerk as one who helps Pak Budi at the window."""
        user = getattr(self, name)
        return actor_of(user, on_behalf_of=HELPED if user.role == Role.CLERK else "")


@cache
def hashed() -> str:
    """The password's hash, made once: seventeen people a town would cost every test two thirds of a second."""
    return make_password(PASSWORD)


def person(email: str, name: str, role: Role = Role.APPLICANT, **fields: object) -> User:
    """An account with the password of the stories; a number is proved, staff have a second factor."""
    if fields.get("phone"):
        fields.setdefault("phone_verified_at", timezone.now())
    user = User.objects.create(email=f"{email}@contoh.id", password=hashed(), name=name, role=role, **fields)
    if role.is_staff:
        TOTP.activate(user, secret_of(user.email))
    return user


def town() -> Town:
    """Found the town: two agencies and everybody in them, the head in office since last year."""
    naker, _n = Agency.objects.get_or_create(
        slug="naker", defaults={"name": "Dinas Tenaga Kerja", "short_name": "Naker"}
    )
    dinkes, _d = Agency.objects.get_or_create(
        slug="dinkes", defaults={"name": "Dinas Kesehatan", "short_name": "Dinkes"}
    )
    people = Town(
        naker=naker,
        dinkes=dinkes,
        budi=person("budi", "Budi Santoso", phone="+6281200000001"),
        rina=person("rina", "Rina Bahari", phone="+6281200000002"),
        sari=person("sari", "Sari Dewi", Role.REVIEWER, agency=naker),
        tono=person("tono", "Tono Wijaya", Role.REVIEWER, agency=naker),
        hendra=person("hendra", "Hendra Putra", Role.REVIEWER, agency=dinkes),
        wulan=person("wulan", "Wulan Sari", Role.CLERK),
        ijah=person("ijah", "Khadijah", Role.INFORMATION),
        dedi=person("dedi", "Dedi Kurnia", Role.BACK_OFFICE),
        kadis=person("kadis", "Nurhayati", Role.HEAD),
        admin=person("admin", "Admin Kantor", Role.ADMIN),
        auditor=person("auditor", "Agus Auditor", Role.AUDITOR),
        pengawas=person("pengawas", "Wawan Pengawas", Role.SUPERVISOR),
        aduan=person("aduan", "Ayu Pengaduan", Role.COMPLAINTS),
        apip=person("apip", "Bambang Inspektorat", Role.INSPECTORATE),
        wbs=person("wbs", "Dewi Pelaporan", Role.WHISTLE),
    )
    today = timezone.localdate()
    SigningTerm.objects.create(user=people.kadis, starts_on=today.replace(year=today.year - 1, day=1))
    return people
