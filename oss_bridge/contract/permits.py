"""Messages about one permit: its status, its issue, its look-up, its signed file."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from licensing.terms import LicenceType, Status
from oss_bridge.contract import codes, statuses
from oss_bridge.contract.identifiers import WIB
from oss_bridge.contract.nib import PermitRow, Project
from oss_bridge.contract.reading import (
    Day,
    Message,
    NibNumber,
    PermitCode,
    Sector,
    Text,
    TwoDigits,
    items,
    key,
)

Moment = Annotated[
    datetime, PlainSerializer(lambda at: at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S"), return_type=str)
]


class PermitKeys(Message):
    """The identifiers that every message about a permit repeats."""

    nib: NibNumber
    project_id: Annotated[Text, key("id_proyek")]
    oss_id: Text
    licence_id: Annotated[Text, key("id_izin")]
    permit_code: Annotated[PermitCode, key("kd_izin")]


class StatusReport(PermitKeys):
    """IZINSTATUS: a status that we put on a permit. ``at`` travels in WIB; ``note`` is read by the applicant."""

    product_id: Annotated[Text, key("id_produk")] = ""
    ministry_code: Annotated[Sector, key("kd_instansi")]
    code: Annotated[TwoDigits, key("kd_status")]
    at: Annotated[Moment, key("tgl_status")]
    officer_nip: Annotated[Text, key("nip_status")]
    title: Annotated[Text, key("nama_status")]
    note: Annotated[Text, key("keterangan")] = ""
    attachment_url: Annotated[Text, key("file_lampiran")] = ""

    @classmethod
    def of(cls, keys: PermitKeys, *, code: str, at: datetime, officer_nip: str, note: str = "", file: str = "") -> Any:
        """A report on a permit; the code's own meaning is its title, as the manual's examples do it."""
        return cls(
            **keys.model_dump(include=set(PermitKeys.model_fields)),
            ministry_code=keys.permit_code[:3],
            code=code,
            at=at,
            officer_nip=officer_nip,
            title=statuses.meaning(code)[:50],
            note=note,
            attachment_url=file,
        )


class Issue(PermitKeys):
    """IZINFINAL of receiveLicense: the head's decision to issue. The number is OSS's to give: ours stays empty."""

    region: Annotated[Text, key("kd_daerah")]
    number: Annotated[Text, key("nomor_izin")] = ""
    issued_on: Annotated[Day, key("tgl_terbit_izin")]
    valid_until: Annotated[Day, key("tgl_berlaku_izin")] = None
    signatory: Annotated[Text, key("nama_ttd")]
    signatory_nip: Annotated[Text, key("nip_ttd")]
    signatory_position: Annotated[Text, key("jabatan_ttd")]
    code: Annotated[TwoDigits, key("status_izin")] = statuses.APPROVED
    file_url: Annotated[Text, key("file_izin")] = ""
    note: Annotated[Text, key("keterangan")] = ""
    attachment_url: Annotated[Text, key("file_lampiran")] = ""
    licence_kind: Annotated[Text, key("jenis_perizinan")] = ""


class Issued(Message):
    """The answer: the number that OSS gave."""

    number: Annotated[Text, key("nomor_izin")] = ""
    licence_kind: Annotated[Text, key("jenis_perizinan")] = ""
    attachment_url: Annotated[Text, key("file_lampiran")] = ""


class Amendment(Issue):
    """IZINFINAL of updateLicense: a change that keeps the number and lets OSS sign the file anew."""

    authority_code: Annotated[TwoDigits, key("kewenangan")]
    nomenclature: Annotated[Text, key("nomenklatur_nomor_izin")] = ""
    valid_months: Annotated[Text, key("bln_berlaku_izin")] = ""
    valid_years: Annotated[Text, key("thn_berlaku_izin")] = ""
    licence_kind: Annotated[Text, Field(exclude=True)] = ""


class Amended(Message):
    """The answer: the number (unchanged) and what became of the signed file."""

    number: Annotated[Text, key("nomor_izin")] = ""
    file_reset: Annotated[Text, key("keterangan_reset_izin_ds")] = ""


class StatusQuestion(Message):
    """CHECKLICENSESTATUS: what does OSS say of this permit now?"""

    licence_id: Annotated[Text, key("id_izin")]


class PermitStatus(Message):
    """What OSS says of a permit: the latest code only, without a time."""

    nib: NibNumber = ""
    project_id: Annotated[Text, key("id_proyek")] = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    code: Annotated[TwoDigits, key("kd_status")] = ""
    meaning: Annotated[Text, key("uraian_status")] = ""
    attachment_url: Annotated[Text, key("file_lampiran")] = ""

    @property
    def status(self) -> Status | None:
        """Our status for the code; None when the code moves nothing here or is unknown (see ``is_known``)."""
        return statuses.status_of(self.code)

    @property
    def is_known(self) -> bool:
        """Is the code in Lampiran 10?"""
        return statuses.is_known(self.code)


class LicenceQuestion(Message):
    """INQUERYLICENSE: one permit with its project; on request with the requirements that were met."""

    licence_id: Annotated[Text, key("id_izin")]
    with_requirements: Annotated[bool, key("data_persyaratan")] = True


class Licence(Message):
    """The answer: the permit's rows and projects."""

    oss_id: Text = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    permit_code: Annotated[PermitCode, key("kd_izin")] = ""
    region: Annotated[Text, key("kd_daerah")] = ""
    authority_code: Annotated[TwoDigits, key("kewenangan")] = ""
    projects: Annotated[list[Project], items, key("data_proyek")] = []
    permits: Annotated[list[PermitRow], items, key("data_checklist")] = []

    @property
    def row(self) -> PermitRow | None:
        """The checklist row of the permit that was asked for."""
        return next((one for one in self.permits if one.licence_id == self.licence_id), None)


class FileQuestion(Message):
    """INQUERYFILEDS: where is the signed file of this permit?"""

    licence_id: Annotated[Text, key("id_permohonan_izin")]


class SignedFile(Message):
    """The answer: an address on OSS's file host."""

    url: Annotated[Text, key("url_file_ds")] = ""


class FilePush(Message):
    """receiveFileDS: OSS signed a permit and says where the file lies."""

    licence_id: Annotated[Text, key("id_izin")] = ""
    nib: NibNumber = ""
    url: Annotated[Text, key("file_izin")] = ""


class StatusTaken(Message):
    """The answer to a status report: nothing but the code around it."""


def as_issue(
    keys: PermitKeys,
    *,
    region: str,
    issued_on: date,
    signatory: str,
    signatory_nip: str,
    signatory_position: str,
    licence: LicenceType,
    note: str = "",
    attachment_url: str = "",
) -> Issue:
    """The head's decision as OSS wants it."""
    return Issue(
        **keys.model_dump(include=set(PermitKeys.model_fields)),
        region=region,
        issued_on=issued_on,
        signatory=signatory,
        signatory_nip=signatory_nip,
        signatory_position=signatory_position,
        licence_kind=codes.LICENCE_TYPES[licence],
        note=note,
        attachment_url=attachment_url,
    )
