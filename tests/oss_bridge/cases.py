"""What the tests of the bridge hand over: Pak Budi's training centre, Bu Rina's job portal, a laundry."""

from datetime import datetime
from itertools import count

from licensing.terms import Authority, HolderKind, LicenceType, Risk, Scale
from oss_bridge.contract import simulation
from oss_bridge.contract.identifiers import WIB
from oss_bridge.contract.permits import Issue, PermitKeys, StatusReport, as_issue

HOME = simulation.Address(street="Jl. Contoh No. 1", region="13.77.01.1001", village="Karan Aur", postcode="25511")
AT = datetime(2026, 11, 27, 14, 5, tzinfo=WIB)
_numbers = count(1)


def reference() -> str:
    """A public number nobody used before."""
    return f"PB-2026-{next(_numbers):06d}"


def nik() -> str:
    """A NIK nobody used before."""
    return f"137701010190{next(_numbers):04d}"


def budi(number: str | None = None) -> simulation.Holder:
    """A person with a small business."""
    person = simulation.Person(name="Budi", nik=number or nik(), phone="081200000000", email="budi@contoh.example")
    return simulation.Holder(
        kind=HolderKind.PERSON, name="Budi", address=HOME, scale=Scale.SMALL, responsible=person, phone="081200000000"
    )


def training(**changes: object) -> simulation.Activity:
    """KBLI 85571, medium-high risk."""
    about: dict[str, object] = {
        "kbli": "85571",
        "edition": "2025",
        "title": "Pelatihan Kerja Teknik Swasta",
        "address": HOME,
        "capital": simulation.Capital(
            land=0, building=800_000_000, machinery=400_000_000, other=100_000_000, working=10**9
        ),
        "scale": Scale.SMALL,
        "risk": Risk.MEDIUM_HIGH,
    }
    return simulation.Activity.model_validate(about | changes)


def wanted(**changes: object) -> simulation.WantedPermit:
    """A Sertifikat Standar that the regency verifies."""
    about: dict[str, object] = {
        "licence": LicenceType.SERTIFIKAT_STANDAR,
        "name": "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "authority": Authority.REGENT,
        "needs_verification": True,
    }
    return simulation.WantedPermit.model_validate(about | changes)


def hand_over(**changes: object) -> simulation.HandOver:
    """Pak Budi's training centre."""
    about: dict[str, object] = {"reference": reference(), "holder": budi(), "activity": training(), "permit": wanted()}
    return simulation.HandOver.model_validate(about | changes)


def keys(done: simulation.HandedOver, **changes: str) -> PermitKeys:
    """The identifiers of what was minted."""
    about = done.model_dump(include={"nib", "project_id", "oss_id", "licence_id", "permit_code"})
    return PermitKeys.model_validate(about | changes)


def report(done: simulation.HandedOver, code: str, note: str = "", **changes: str) -> StatusReport:
    """A status from the office."""
    made: StatusReport = StatusReport.of(
        keys(done, **changes), code=code, at=AT, officer_nip="198501012010011001", note=note
    )
    return made


def issue(done: simulation.HandedOver) -> Issue:
    """The head's decision."""
    return as_issue(
        keys(done),
        region=done.region,
        issued_on=AT.date(),
        signatory="Kadis Simulasi",
        signatory_nip="197001011990011001",
        signatory_position="Kepala DPMPTSP",
        licence=LicenceType.SERTIFIKAT_STANDAR,
    )


def files(done: simulation.HandedOver) -> simulation.Fulfilment:
    """The requirements of a permit, met."""
    sent = simulation.FileSent(requirement_id="SYARAT-1", url="http://127.0.0.1:8000/berkas/x", note="Kurikulum")
    return simulation.Fulfilment(licence_id=done.licence_id, files=(sent,))
