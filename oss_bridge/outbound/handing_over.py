"""Our rows in OSS's words: the hand-over of the simulation, requirement files, the keys of a permit."""

from django.db.models import Subquery

from accounts.models import User
from foundation.files import links
from foundation.files.models import StoredFile
from foundation.identity import nik
from foundation.identity.digits import IdentityError
from foundation.outbox.models import OutboxMessage
from licensing.models import Application, PelakuUsaha, Proyek
from licensing.terms import Authority, HolderKind, Investment, LicenceType, Risk, Scale
from oss_bridge.contract import permits, simulation

PERSON_FORM = "17"
THIN = Application.objects.select_related("nib", "proyek", "oss_view").only(
    "number", "status", "master", "id_izin", "oss_id", "kd_izin", "nib__number", "proyek__id_proyek", "oss_view"
)


def file_of(message: OutboxMessage) -> Application:
    """The file with what a status needs, in one look; an act that needs more loads it."""
    actor: int | None = (message.payload.get("actor") or {}).get("user_id")
    nip = User.objects.filter(pk=actor or 0).values("nip")[:1]
    return THIN.annotate(actor_nip=Subquery(nip)).get(pk=message.payload["application"])


def hand_over(application: Application) -> simulation.HandOver:
    """The wizard's data as the mock takes it."""
    holder, proyek = application.holder, application.proyek
    assert holder is not None  # noqa: S101 - set at registration
    assert proyek is not None  # noqa: S101 - set at registration
    scale = Scale(application.scale)
    return simulation.HandOver(
        reference=application.number or "",
        holder=business(holder, scale),
        activity=activity(application, proyek),
        permit=wanted(application),
        nib=application.answers.get("kegiatan", {}).get("existing_nib") or "",
    )


def business(holder: PelakuUsaha, scale: Scale) -> simulation.Holder:
    """The pelaku usaha with the person in charge."""
    is_company = holder.kind == HolderKind.COMPANY
    return simulation.Holder(
        kind=HolderKind(holder.kind),
        name=holder.name,
        entity_kind=holder.company_form or PERSON_FORM,
        npwp=holder.npwp,
        address=simulation.Address(street=holder.address[:255], region=holder.region_code, postcode=holder.postal_code),
        phone=holder.phone,
        email=holder.email,
        investment=Investment(holder.investment),
        scale=scale,
        approval_number=holder.deed_number if is_company else "",
        responsible=person(holder),
    )


def person(holder: PelakuUsaha) -> simulation.Person:
    """Who is in charge; birth date and sex are read from the NIK."""
    born_on, sex = None, ""
    try:
        read = nik.parse(holder.nik)
        born_on, sex = read.born_on, read.sex
    except IdentityError:
        pass
    return simulation.Person(
        name=holder.details.get("person_name") or holder.name,
        nik=holder.nik,
        position=holder.details.get("position", ""),
        phone=holder.phone,
        email=holder.email,
        born_on=born_on,
        birthplace=holder.details.get("birth_place", ""),
        sex=str(sex),
        address=str(holder.details.get("person_address", ""))[:255],
    )


def activity(application: Application, proyek: Proyek) -> simulation.Activity:
    """The project."""
    capital = proyek.capital
    has_point = proyek.latitude is not None and proyek.longitude is not None
    return simulation.Activity(
        kbli=proyek.kbli.code,
        edition=proyek.kbli.edition,
        title=proyek.kbli.title,
        description=proyek.description,
        trade_name=proyek.name,
        scope=application.frozen.get("scope", {}).get("name", ""),
        sector=(proyek.scope.sector if proyek.scope and proyek.scope.sector else "026"),
        address=simulation.Address(street=proyek.address[:255], region=proyek.region_code, postcode=proyek.postal_code),
        lat_lng=f"{proyek.latitude},{proyek.longitude}" if has_point else "",
        area_m2=proyek.land_area,
        capital=simulation.Capital(
            land=capital.land,
            building=capital.building,
            machinery=capital.machinery,
            other=capital.other,
            working=capital.working,
        ),
        scale=Scale(proyek.scale),
        risk=Risk(application.risk),
        local_men=proyek.workers_male,
        local_women=proyek.workers_female,
    )


def wanted(application: Application) -> simulation.WantedPermit:
    """The permit that the frozen risk row asks for."""
    lines = application.frozen.get("authority_lines") or [["Seluruh", ""]]
    return simulation.WantedPermit(
        licence=LicenceType(application.licence_type),
        name=application.frozen.get("licence_document") or str(LicenceType(application.licence_type).label),
        authority=Authority(application.authority),
        authority_parameter=str(lines[0][0])[:255],
        needs_verification=application.needs_verification,
    )


def fulfilment(application: Application) -> simulation.Fulfilment:
    """The current file of each requirement, as expiring addresses."""
    files = []
    for line in application.requirements.filter(retired_at=None).prefetch_related("evidence__file"):
        shown = next((e for e in line.evidence.all() if e.replaced_at is None), None)
        if shown is not None:
            files.append(
                simulation.FileSent(requirement_id=str(line.number), url=address(shown.file), note=line.text[:255])
            )
    return simulation.Fulfilment(licence_id=application.id_izin, files=tuple(files))


def address(file: StoredFile) -> str:
    """Where OSS may fetch a file for a while."""
    return links.for_oss(file)


def keys(application: Application) -> permits.PermitKeys:
    """The identifiers of a permit."""
    return permits.PermitKeys(
        nib=application.nib.number if application.nib else "",
        project_id=application.proyek.id_proyek if application.proyek else "",
        oss_id=application.oss_id,
        licence_id=application.id_izin,
        permit_code=application.kd_izin,
    )


def officer_nip(user_id: int | None) -> str:
    """The NIP of whoever acted, or a dash."""
    if user_id is None:
        return "-"
    return next(iter(User.objects.filter(pk=user_id).values_list("nip", flat=True)), "") or "-"


def actor_nip(application: Application) -> str:
    """The same of the actor whose news is in hand (``file_of``)."""
    return getattr(application, "actor_nip", "") or "-"
