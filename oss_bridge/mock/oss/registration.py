"""Giving a NIB: from the wizard's data to the tree that OSS pushes. One NIB per pelaku usaha, for ever."""

from dataclasses import dataclass
from datetime import date, datetime

from licensing.terms import Authority, HolderKind, LicenceType
from oss_bridge.contract import codes, identifiers
from oss_bridge.contract.methods import BAD_PARAMETER
from oss_bridge.contract.nib import NibTree, PermitRow, Place, Point, Project, Responsible
from oss_bridge.contract.simulation import Activity, HandOver, Holder, Person
from oss_bridge.mock.oss.books import Books, HolderBook, Refusal

NIB_PERMIT_CODE = "000000000001"
MANUAL_VERSION = "4.3"


@dataclass(frozen=True, slots=True)
class Minted:
    """The identifiers of one hand-over."""

    project_id: str
    licence_id: str
    place_id: str


def holder_for(books: Books, given: HandOver, at: datetime) -> tuple[HolderBook, bool]:
    """The holder's book, and whether this is a change of a NIB that exists. Refusal when the NIB is another's."""
    known = books.holder_of(given.holder.identity)
    if given.nib and known is None and books.holder(given.nib) is None:
        raise Refusal(BAD_PARAMETER, "Data NIB tidak ditemukan")
    if given.nib and (known is None or known.nib != given.nib):
        raise Refusal(BAD_PARAMETER, "NIB bukan milik pelaku usaha ini")
    if known is not None:
        return known, True
    nib = identifiers.mint_nib(at, books.serial())
    tree = NibTree(
        nib=nib,
        applied_on=day(at),
        issued_on=day(at),
        oss_id=identifiers.mint("oss", at, books.serial()),
        licence_id=identifiers.mint("permit", at, books.serial()),
        permit_code=NIB_PERMIT_CODE,
        manual_version=MANUAL_VERSION,
        status_code="01",
    )
    return HolderBook(identity=given.holder.identity, nib=nib, tree=tree), False


def mint(books: Books, at: datetime) -> Minted:
    """Fresh identifiers for one project with one permit."""
    return Minted(
        project_id=identifiers.mint("project", at, books.serial()),
        licence_id=identifiers.mint("permit", at, books.serial()),
        place_id=identifiers.mint("place", at, books.serial()),
    )


def enlarged(tree: NibTree, given: HandOver, minted: Minted, at: datetime, *, is_change: bool) -> NibTree:
    """The tree with this hand-over's holder data, project and permit in it."""
    about = _holder(given.holder)
    project = _project(given.activity, minted, given.reference or str(len(tree.projects) + 1))
    kind = codes.UPDATE if is_change else codes.ORIGINAL
    place = identifiers.region(given.activity.address.region[:4])
    return tree.model_copy(
        update={
            **about,
            "changed_on": day(at),
            "document_kind": kind,
            "region": place,
            "authority_code": codes.AUTHORITIES[Authority.REGENT],
            "projects": [*tree.projects, project],
            "permits": [*tree.permits, _permit(given, minted, tree.nib, at)],
        }
    )


def _holder(holder: Holder) -> dict[str, object]:
    legal = holder.kind is HolderKind.COMPANY
    return {
        "holder_code": codes.HOLDER_KINDS[holder.kind],
        "legal_entity": codes.LEGAL_ENTITY if legal else codes.NOT_LEGAL_ENTITY,
        "investment_code": codes.INVESTMENTS[holder.investment],
        "npwp": holder.npwp,
        "name": holder.name,
        "entity_kind": holder.entity_kind,
        "address": holder.address.street,
        "rt_rw": holder.address.rt_rw,
        "village": holder.address.village,
        "office_region": holder.address.region,
        "postcode": holder.address.postcode,
        "phone": holder.phone,
        "email": holder.email,
        "umk_flag": codes.YES if holder.scale.is_umk else codes.NO,
        "scale_code": codes.SCALES[holder.scale],
        "approval_number": holder.approval_number,
        "approved_on": holder.approved_on,
        "responsible": [_responsible(holder.responsible)],
        **_filer(holder.responsible),
    }


def _responsible(person: Person) -> Responsible:
    """Who is in charge."""
    return Responsible(
        is_foreign=codes.NO,
        identity_kind=codes.IDENTITY_KTP,
        identity_number=person.nik,
        name=person.name,
        position=person.position,
        address=person.address,
        mobile=person.phone,
        email=person.email,
    )


def _filer(person: Person) -> dict[str, object]:
    """Who filed: the same person."""
    return {
        "filer_identity_kind": codes.IDENTITY_KTP,
        "filer_identity": person.nik,
        "filer_name": person.name,
        "filer_email": person.email,
        "filer_mobile": person.phone,
        "filer_address": person.address,
        "filer_sex": person.sex,
        "filer_birthplace": person.birthplace,
        "filer_born_on": person.born_on,
    }


def _project(activity: Activity, minted: Minted, number: str) -> Project:
    money = activity.capital
    fixed = money.land + money.building + money.machinery + money.other
    points = [Point(serial="1", lat_lng=activity.lat_lng)] if activity.lat_lng else []
    place = Place(
        place_id=minted.place_id,
        region=activity.address.region,
        address=activity.address.street,
        estate_kind=codes.OUTSIDE_ESTATE,
        status=codes.MAIN_PLACE,
        points=points,
    )
    return Project(
        project_id=minted.project_id,
        number=number,
        description=activity.title[:255],
        local_men=activity.local_men,
        local_women=activity.local_women,
        foreign_men=0,
        foreign_women=0,
        kbli=activity.kbli,
        sector=activity.sector,
        land_area=str(activity.area_m2 or ""),
        land_area_unit=codes.SQUARE_METRES if activity.area_m2 else "",
        land=money.land,
        building=money.building,
        machinery=money.machinery,
        other_investment=money.other,
        fixed_total=fixed,
        working_capital=money.working,
        investment_total=fixed + money.working,
        status=codes.NEW_PROJECT,
        kind=codes.MAIN_PROJECT,
        trade_name=activity.trade_name,
        scale_code=codes.SCALES[activity.scale],
        risk_code=codes.RISKS[activity.risk],
        activity=(activity.description or activity.scope)[:255],
        is_production_line=codes.NO,
        places=[place],
    )


def _permit(given: HandOver, minted: Minted, nib: str, at: datetime) -> PermitRow:
    """One row of the checklist: flag Y where somebody verifies, O where OSS issues at once."""
    permit, activity = given.permit, given.activity
    is_nib = permit.licence is LicenceType.NIB
    kind = codes.LICENCE_TYPES[permit.licence]
    return PermitRow(
        project_id=minted.project_id,
        licence_id=minted.licence_id,
        licence_kind=kind,
        permit_code=permit.permit_code or (NIB_PERMIT_CODE if is_nib else f"{activity.sector}0000000{kind}"),
        region=identifiers.region(activity.address.region[:4]),
        name=permit.name[:255],
        ministry=permit.ministry[:100],
        authority_parameter=permit.authority_parameter,
        authority_code=codes.AUTHORITIES.get(permit.authority, ""),
        flag=codes.NEEDS_FULFILMENT if permit.needs_verification else codes.ISSUED_AT_ONCE,
        is_transactional=codes.NO,
        is_renewal=codes.NO,
        number=nib if is_nib else "",
        issued_on=day(at) if is_nib else None,
    )


def day(at: datetime) -> date:
    """The date in Jakarta."""
    return at.astimezone(identifiers.WIB).date()
