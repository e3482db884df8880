"""OSS-first: OSS brings a file that was filled in at oss.go.id; staff work on it, the person claims it later."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import OSS, Actor
from foundation import numbers
from foundation.secrets.index import blind_index
from licensing import workflow
from licensing.actions.nib import NibNews, keep_nib
from licensing.actions.register import keep_requirements
from licensing.catalogue import queries as catalogue
from licensing.catalogue.models import Kbli, RiskRow, Scope
from licensing.drafts.freezing import freeze
from licensing.models import Application, Nib, PelakuUsaha, Proyek
from licensing.queries.files import by_id_izin
from licensing.rules.numbering import application_number
from licensing.terms import Authority, EnvironmentClass, LicenceType, Master, NibStatus, Scale, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One permit request of a receiveNIB, translated: plain values, our words.

    ``holder`` and ``proyek`` are column values of PelakuUsaha and Proyek; ``scope`` is None where OSS's data
    does not say which of several it is (a person then chooses).
    """

    news: NibNews
    holder: dict[str, Any]
    proyek: dict[str, Any]
    kbli: Kbli
    scale: Scale
    risk: str
    licence_type: LicenceType
    authority: Authority
    is_ours: bool
    scope: Scope | None = None
    papers: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def adopt(arrival: Arrival, *, actor: Actor = OSS) -> Application:
    """Open a file for this permit request; the same id_izin twice gives the same file."""
    known = by_id_izin(arrival.news.id_izin)
    if known is not None:
        return known
    holder = keep_holder(arrival)
    nib = keep_nib(holder, arrival.news)
    proyek = Proyek.objects.create(
        holder=holder, kbli=arrival.kbli, scope=arrival.scope, scale=arrival.scale,
        id_proyek=arrival.news.id_proyek, **arrival.proyek,
    )  # fmt: skip
    today = timezone.localdate()
    row = catalogue.risk_row(arrival.scope.pk, arrival.scale, on=today) if arrival.scope else None
    frozen = frozen_of(arrival, row, proyek)
    application = workflow.begin(
        actor=actor,
        status=Status.FULFILLING,
        number=application_number(today.year, numbers.draw("application", str(today.year))),
        master=Master.OSS,
        holder=holder,
        nib=nib,
        proyek=proyek,
        registered_at=timezone.now(),
        kbli=arrival.kbli,
        scope=arrival.scope,
        risk_row=row,
        frozen=frozen,
        scale=arrival.scale,
        risk=arrival.risk,
        licence_type=arrival.licence_type,
        working_days=row.days if row else None,
        authority=arrival.authority,
        is_ours=arrival.is_ours,
        agency=catalogue.agency_for(arrival.kbli, arrival.scope) if arrival.is_ours else None,
        oss_id=arrival.news.oss_id,
        id_izin=arrival.news.id_izin,
        kd_izin=arrival.news.kd_izin,
    )
    keep_requirements(application, frozen)
    return application


def keep_holder(arrival: Arrival) -> PelakuUsaha:
    """The business of this NIB: the one that holds it, or a new one without an owner."""
    nib = Nib.objects.filter(number=arrival.news.number).select_related("holder").first()
    if nib is not None:
        return nib.holder
    values = {**arrival.holder, "oss_id": arrival.news.oss_id, "identity_level": PelakuUsaha.IdentityLevel.MATCHED}
    return PelakuUsaha.objects.create(owner=None, **values)


def frozen_of(arrival: Arrival, row: RiskRow | None, proyek: Proyek) -> dict[str, Any]:
    """The rules of the file: our catalogue's row, or only what OSS said where the row is not known."""
    if row is not None:
        return freeze(
            row,
            authority=arrival.authority,
            environment=EnvironmentClass(proyek.environment),
            spatial=proyek.spatial,
        )
    return {
        "kbli": {"edition": arrival.kbli.edition, "code": arrival.kbli.code, "title": arrival.kbli.title},
        "scope": {"number": None, "name": ""},
        "scale": arrival.scale,
        "risk": arrival.risk,
        "licence_type": arrival.licence_type,
        "licence_document": "",
        "days": None,
        "source": "OSS",
        "confidence": "low",
        "authority": arrival.authority,
        "requirements": [],
        "obligations": [],
        "statements": [],
    }


def unclaimed(nib_number: str, nik: str) -> PelakuUsaha | None:
    """The unclaimed business behind a NIB and a NIK: both must be right."""
    found = PelakuUsaha.objects.filter(owner=None, nibs__number=nib_number, nik_index=blind_index("nik", nik)).exclude(
        nibs__status=NibStatus.REVOKED
    )
    return found.first()
