"""Who acts while faults strike: a small town, and applicants whose numbers must never show up in a log (canaries)."""

from datetime import date
from functools import cache

from accounts.actors import Actor, actor_of
from accounts.models import User
from foundation.signing import authority
from foundation.signing.terms import Signatory
from licensing.catalogue.models import (
    AgencyRoute,
    EnvironmentRule,
    Kbli,
    ObligationItem,
    RequirementItem,
    RiskRow,
    Scope,
)
from licensing.models import RefusalGround, StatementText
from licensing.terms import Risk
from tests.factories import drafts
from tests.people import town

GROUND, PASSPHRASE = "DATA", "frasa-sandi-uji-coba"
LONG_AGO = date(2020, 1, 1)
NIK_STEM = "13770157"
PHONE = "+6281276543219"  # of every applicant here: it must never show up in a log


def found() -> None:
    """Town, office, one activity of medium-high risk that needs no other paper than NIB and certificate."""
    drafts.office()
    people = town()
    drafts.offered(
        "85571", "Pelatihan Kerja Teknik Swasta", Risk.MEDIUM_HIGH, agency=people.naker, environment="ukl_upl",
        papers=("Profil lembaga",),
    )  # fmt: skip
    for fact in (Kbli, Scope, RiskRow, RequirementItem, ObligationItem, EnvironmentRule, AgencyRoute, StatementText):
        fact.objects.update(effective_from=LONG_AGO)  # a plan goes back to the last year's end
    RefusalGround.objects.update_or_create(
        code=GROUND,
        defaults={
            "title": "Data tidak benar", "article": "uji", "remedy": "Ajukan lagi.", "after_approval": True,
            "effective_from": "2025-06-05",
        },
    )  # fmt: skip
    head = Signatory(key=f"akun-{people.kadis.pk}", name=people.kadis.name, job_title="Kepala Dinas", nik="")
    authority.enrol(head, PASSPHRASE)


@cache
def user(name: str) -> User:
    """One of the town."""
    return User.objects.select_related("agency").get(email=f"{name}@contoh.id")


@cache
def actor(name: str) -> Actor:
    """The same as somebody who acts at the web."""
    return actor_of(user(name))


@cache
def scope() -> Scope:
    """The one activity."""
    return Scope.objects.select_related("kbli").get()


def nik(serial: int) -> str:
    """A NIK of its own for each applicant: every business gets its own NIB."""
    return f"{NIK_STEM}{serial // 9000 % 12 + 1:02d}90{serial % 9000 + 1000:04d}"
