"""OSS's tree in our words: news of a NIB for a file that waits, and a whole file that began in OSS."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils import timezone

from foundation.identity import phone
from foundation.identity.digits import IdentityError
from foundation.office.office import current
from foundation.secrets.index import blind_index
from licensing.actions.adopt import Arrival
from licensing.actions.nib import NibNews
from licensing.catalogue import queries as catalogue
from licensing.catalogue.models import Kbli, Scope
from licensing.models import Application, Proyek
from licensing.rules.scale import Capital, scale_of
from licensing.terms import Authority, HolderKind, Investment, LicenceType, NibStatus, Status
from oss_bridge.contract.identifiers import dotted
from oss_bridge.contract.nib import NibTree, PermitRow, Place, Project


class Unclear(Exception):
    """Only a person can say what this is; the text says why."""


def news(tree: NibTree, row: PermitRow) -> NibNews:
    """What a file needs to know of its NIB and permit."""
    today = timezone.localdate()
    return NibNews(
        number=tree.nib,
        issued_on=tree.issued_on or tree.changed_on or today,
        changed_on=tree.changed_on,
        id_izin_nib=tree.licence_id,
        oss_id=tree.oss_id,
        id_proyek=row.project_id,
        id_izin=row.licence_id,
        kd_izin=row.permit_code,
        permit_number=row.number if row.licence_type is not LicenceType.NIB else "",
        status=tree.status or NibStatus.ACTIVE,
    )


def arrival(tree: NibTree, row: PermitRow) -> Arrival:
    """A file that began in OSS.

    Raises:
        Unclear: project, KBLI edition, scale, risk or licence cannot be told from the message.
    """
    project = tree.project(row.project_id)
    if project is None:
        raise Unclear(f"Proyek {row.project_id} tidak ada dalam kiriman.")
    licence = row.licence_type
    if licence is None or project.risk is None:
        raise Unclear(f"Jenis izin “{row.licence_kind}” atau risiko “{project.risk_code}” tidak dikenal.")
    kbli = kbli_of(project)
    scope = scope_of(kbli)
    capital = Capital(
        land=project.land or 0,
        building=project.building or 0,
        machinery=project.machinery or 0,
        other=project.other_investment or 0,
        working=project.working_capital or 0,
    )
    authority = row.authority or Authority.UNKNOWN
    place = project.places[0] if project.places else Place()
    return Arrival(
        news=news(tree, row),
        holder=holder_columns(tree),
        proyek=proyek_columns(project, place, capital),
        kbli=kbli,
        scope=scope,
        scale=project.scale or scale_of(capital, is_pma=tree.investment is Investment.PMA),
        risk=project.risk,
        licence_type=licence,
        authority=authority,
        is_ours=authority == Authority.REGENT and dotted(row.region).startswith(current().region_code),
    )


def kbli_of(project: Project) -> Kbli:
    """The code in the edition that the office's dated setting names; a reused number is for a person.

    The edition is not on the wire. A number that changed its meaning is accepted only where the title that
    OSS sends settles the matter.
    """
    edition = "2025" if timezone.localdate() >= current().kbli_2025_from else "2020"
    found = catalogue.kbli(edition, project.kbli)
    other = catalogue.kbli("2020" if edition == "2025" else "2025", project.kbli)
    if found is None:
        raise Unclear(f"KBLI {project.kbli} tidak ada dalam KBLI {edition}.")
    if catalogue.both_meanings(project.kbli) and other is not None:
        said = project.description.casefold()
        if said and said == other.title.casefold():
            raise Unclear(f"KBLI {project.kbli}: uraian kiriman berarti KBLI {other.edition} ({other.title}).")
        if not said or said != found.title.casefold():
            raise Unclear(f"Nomor KBLI {project.kbli} berbeda arti di dua edisi; pilih edisinya.")
    return found


def scope_of(kbli: Kbli) -> Scope | None:
    """The scope when a code has only one; else a person chooses."""
    scopes = list(catalogue.scopes(kbli)[:2])
    return scopes[0] if len(scopes) == 1 else None


def holder_columns(tree: NibTree) -> dict[str, Any]:
    """The business as columns of PelakuUsaha. Religion and the like never come this far."""
    first = tree.responsible[0] if tree.responsible else None
    kind = tree.holder_kind or HolderKind.PERSON
    return {
        "kind": kind,
        "company_form": tree.entity_kind if kind == HolderKind.COMPANY else "",
        "declared_umk": tree.umk_flag == "Y",
        "investment": tree.investment or Investment.PMDN,
        "name": tree.name,
        "nik": tree.filer_identity or (first.identity_number if first else ""),
        "npwp": tree.npwp,
        "phone": tree.phone or (first.mobile if first else ""),
        "email": tree.email or (first.email if first else ""),
        "address": tree.address[:1000],
        "region_code": dotted(tree.office_region) if tree.office_region else "",
        "postal_code": tree.postcode[:5],
        "deed_number": tree.approval_number[:100],
        "details": {
            "person_name": tree.filer_name or (first.name if first else ""),
            "position": first.position if first else "",
            "birth_place": tree.filer_birthplace,
        },
    }


def proyek_columns(project: Project, place: Place, capital: Capital) -> dict[str, Any]:
    """The project as columns of Proyek (scale, holder, code and scope are the caller's)."""
    latitude, longitude = point_of(place)
    return {
        "name": (project.trade_name or project.description or "Usaha")[:255],
        "description": project.activity[:255],
        "region_code": dotted(place.region) if place.region else current().region_code,
        "address": place.address,
        "latitude": latitude,
        "longitude": longitude,
        "land": capital.land,
        "building": capital.building,
        "machinery": capital.machinery,
        "other": capital.other,
        "working": capital.working,
        "workers_male": project.local_men or 0,
        "workers_female": project.local_women or 0,
        "spatial": Proyek.Spatial.WAITING,
        "land_status": project.land_status[:2],
    }


def point_of(place: Place) -> tuple[Decimal | None, Decimal | None]:
    """The first point "latitude,longitude", or nothing."""
    text = place.points[0].lat_lng if place.points else ""
    try:
        latitude, longitude = (round(Decimal(part.strip()), 6) for part in text.split(","))
    except (ValueError, InvalidOperation):
        return None, None
    return latitude, longitude


def fitting(tree: NibTree, application: Application) -> list[PermitRow]:
    """Permits of this tree that may be this file's: the holder is the same and the KBLI too, and no file has them.

    Raises:
        Unclear: the NIB belongs to somebody else.
    """
    holder = application.holder
    known = {tree.filer_identity, tree.npwp, *(person.identity_number for person in tree.responsible)} - {""}
    if holder is None or not known & ({holder.nik, holder.npwp} - {""}):
        raise Unclear("NIB itu milik pelaku usaha lain. Periksa angkanya.")
    code = application.kbli.code if application.kbli else ""
    rows = [row for row in tree.permits if (project := tree.project(row.project_id)) and project.kbli == code]
    mine = [row.licence_id for row in rows]
    taken = set(Application.objects.filter(id_izin__in=mine).values_list("id_izin", flat=True))
    if rows and len(taken) == len(rows):
        raise Unclear("Berkas dari OSS untuk NIB dan KBLI ini sudah ada di portal. Ambil lewat “Klaim berkas”.")
    return [row for row in rows if row.licence_id not in taken]


def prepared_here(tree: NibTree, project: Project) -> Application | None:
    """With a real OSS no reference comes back: the one file that waits for a NIB with the same KBLI, the same NIK or
    NPWP, and the contact that OSS itself knows (a NIK may be declared by anyone; a contact was verified)."""
    numbers = {tree.filer_identity, tree.npwp, *(person.identity_number for person in tree.responsible)} - {""}
    known = Q(holder__nik_index__in=[blind_index("nik", text) for text in numbers])
    known |= Q(holder__npwp_index__in=[blind_index("npwp", text) for text in numbers])
    waiting = Application.objects.filter(known, status=Status.NIB_REQUESTED, kbli__code=project.kbli)
    contacts = contacts_of(tree)
    fits = [
        one
        for one in waiting.select_related("holder")
        if one.holder is not None and contacts & {one.holder.phone, one.holder.email.casefold()}
    ]
    return fits[0] if len(fits) == 1 else None


def contacts_of(tree: NibTree) -> set[str]:
    """Telephone numbers and e-mail addresses of the business and its people, in our spelling."""
    people = tree.responsible
    found = {tree.email.casefold(), tree.filer_email.casefold(), *(person.email.casefold() for person in people)}
    for given in (tree.phone, tree.filer_mobile, *(person.mobile for person in people)):
        try:
            found.add(phone.normalise(given))
        except IdentityError:
            continue
    return found - {""}
