"""What only the mock understands: the hand-over of the wizard's data and the acts of a pelaku usaha in OSS.

The true OSS has no such door: an applicant types there what was prepared here ("Lembar OSS"). These messages
are our own, in our own words; nothing of them is part of the integration manual. The edition of the KBLI
travels only here.

Same ``reference`` → same answer: the mock keeps what it minted for a reference and repeats it.
"""

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from licensing.terms import Authority, HolderKind, Investment, LicenceType, Risk, Scale
from oss_bridge.contract import identifiers
from oss_bridge.contract.nib import Project

PATHS: Final = {
    "hand_over": "/simulasi/permohonan",
    "fulfil": "/simulasi/pemenuhan",
    "correct": "/simulasi/perbaikan",
    "open_account": "/simulasi/akun",
}

RegionCode = Annotated[str, AfterValidator(identifiers.region)]  # dotted or ten digits in, ten digits out
Rupiah = Annotated[int, Field(ge=0, lt=10**19)]


class Plain(BaseModel):
    """A message between us and our own mock: strict, in our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(Plain):
    """An address with its region; ``region`` may be dotted (13.77.01.1001) and travels as ten digits."""

    street: str
    region: RegionCode
    village: str = ""
    rt_rw: str = ""
    postcode: str = ""


class Person(Plain):
    """The person in charge; for a perorangan the holder himself."""

    name: str
    nik: str
    position: str = ""
    phone: str = ""
    email: str = ""
    born_on: date | None = None
    birthplace: str = ""
    sex: str = ""  # "L" or "P"
    address: str = ""


class Holder(Plain):
    """The pelaku usaha. ``entity_kind`` is a code of Lampiran 2 (17 perseorangan, 01 PT, …)."""

    kind: HolderKind
    name: str
    entity_kind: str = "17"
    npwp: str = ""
    address: Address
    phone: str = ""
    email: str = ""
    investment: Investment = Investment.PMDN
    scale: Scale
    approval_number: str = ""
    approved_on: date | None = None
    responsible: Person

    @property
    def identity(self) -> str:
        """What tells this pelaku usaha from all others: the NIK of a person, the NPWP or approval of a company."""
        if self.kind is HolderKind.PERSON:
            return f"nik:{self.responsible.nik}"
        return f"npwp:{self.npwp}" if self.npwp else f"ahu:{self.approval_number or self.name.casefold()}"


class Capital(Plain):
    """Whole rupiah. Scale counts machinery, other and working; never land and building."""

    land: Rupiah = 0
    building: Rupiah = 0
    machinery: Rupiah = 0
    other: Rupiah = 0
    working: Rupiah = 0


class Activity(Plain):
    """One proyek: one KBLI at one place."""

    kbli: Annotated[str, Field(pattern=r"^\d{5}$")]
    edition: str  # "2020" or "2025"; kept by the mock, never on the manual's wire
    title: str
    description: str = ""
    trade_name: str = ""
    scope: str = ""
    sector: Annotated[str, Field(pattern=r"^\d{3}$")] = "026"
    address: Address
    lat_lng: str = ""
    area_m2: int | None = None
    capital: Capital = Capital()
    scale: Scale
    risk: Risk
    local_men: int = 0
    local_women: int = 0


class WantedPermit(Plain):
    """The permit that the risk row asks for: its type never follows from the risk (a Rendah row may want one)."""

    licence: LicenceType
    name: str
    authority: Authority
    authority_parameter: str = "Seluruh"
    ministry: str = ""
    permit_code: str = ""  # kd_izin when the catalogue knows it; else the mock makes one up
    needs_verification: bool  # MT and T; without it the permit is issued at once (R, MR)


class HandOver(Plain):
    """The wizard's data at ``/ajukan-nib/``. ``nib`` is the NIB that the holder already has, or empty.

    ``reference`` is our public number; only what is typed on the mock's own page has none.
    """

    reference: Annotated[str, Field(max_length=26)]
    holder: Holder
    activity: Activity
    permit: WantedPermit
    nib: str = ""


class HandedOver(Plain):
    """What the mock minted. ``number`` is set when the permit was issued at once."""

    reference: str
    nib: str
    oss_id: str
    nib_licence_id: str
    project_id: str
    licence_id: str
    permit_code: str
    region: str
    code: str
    number: str = ""
    is_change: bool = False


class FileSent(Plain):
    """A requirement met: the address is an expiring signed one of the portal."""

    requirement_id: Annotated[str, Field(max_length=25)]
    url: str
    number: str = ""
    dated_on: date | None = None
    note: Annotated[str, Field(max_length=255)] = ""


class Fulfilment(Plain):
    """The applicant's submit (09) or correction (42, 44; 09 after 11)."""

    licence_id: str
    files: tuple[FileSent, ...] = ()


class PermitCode(Plain):
    """What the permit's code is after an act."""

    licence_id: str
    code: str


class AccountRequest(Plain):
    """OSS opens an account for a pelaku usaha and writes to him: step 4 of the published procedure."""

    name: str
    email: str = ""
    phone: str = ""


class AccountMessage(Plain):
    """What was sent where. The pass word stands only in the message itself, on the mock's own page."""

    username: str
    channel: str
    sent_to: str


def reference_of(project: Project) -> str:
    """Our public number on a pushed project: the mock writes it into nomor_proyek; empty for what began in OSS."""
    return project.number if project.number.startswith("PB-") else ""
