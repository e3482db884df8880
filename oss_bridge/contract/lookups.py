"""Look-ups: a NIB by its number, a project, the code tables. Nothing here changes anything at OSS."""

from typing import Annotated

from licensing.terms import NibStatus
from oss_bridge.contract import codes
from oss_bridge.contract.nib import NibTree
from oss_bridge.contract.reading import Day, KbliCode, Message, NibNumber, Text, TwoDigits, an_object, items, key


class NibQuestion(Message):
    """INQUERYNIB: the whole tree by NIB, by NIB and oss_id, or by NPWP."""

    nib: NibNumber = ""
    oss_id: Text | None = None
    npwp: Text | None = None


class NibCheck(Message):
    """CHECKNIB: does this NIB exist, whose is it, is it active?"""

    nib: NibNumber


class NibBrief(Message):
    """The answer of checkNIB."""

    nib: NibNumber = ""
    name: Annotated[Text, key("nama_perusahaan")] = ""
    status_code: Annotated[TwoDigits, key("status")] = ""

    @property
    def is_active(self) -> bool:
        """Aktif, or one of the active states of OSS 1.x."""
        return codes.nib_status(self.status_code) is NibStatus.ACTIVE


class NibFetch(Message):
    """FETCHNIB: the projects of a NIB with their risk and permits."""

    nib: NibNumber


class ProjectPermit(Message):
    """A permit of a project in fetchNIB."""

    kbli: KbliCode = ""
    title: Annotated[Text, key("nama_kbli")] = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    permit_code: Annotated[Text, key("kd_izin")] = ""
    kind: Annotated[Text, key("tipe_oss")] = ""


class FetchedProject(Message):
    """A project in fetchNIB."""

    project_id: Annotated[Text, key("id_proyek")] = ""
    risk_code: Annotated[Text, key("kd_resiko")] = ""
    kind: Annotated[Text, key("jenis_proyek")] = ""
    number: Annotated[Text, key("nomor_proyek")] = ""
    description: Annotated[Text, key("uraian_usaha")] = ""
    permits: Annotated[list[ProjectPermit], items, key("kbli")] = []


class FetchedNib(Message):
    """The answer of fetchNIB."""

    nib: NibNumber = ""
    applied_on: Annotated[Day, key("tgl_pengajuan_nib")] = None
    issued_on: Annotated[Day, key("tgl_terbit_nib")] = None
    changed_on: Annotated[Day, key("tgl_perubahan_nib")] = None
    oss_id: Text = ""
    holder_code: Annotated[TwoDigits, key("jenis_pelaku_usaha")] = ""
    name: Annotated[Text, key("nama_perseroan")] = ""
    address: Annotated[Text, key("alamat_perseroan")] = ""
    office_region: Annotated[Text, key("perseroan_daerah_id")] = ""
    projects: Annotated[list[FetchedProject], items, key("data_proyek")] = []


class ProjectQuestion(Message):
    """inqueryProyek: one project; the request has no wrapper."""

    nib: NibNumber
    project_id: Annotated[Text, key("id_proyek")]
    kbli: KbliCode | None = None


class ProjectChecklist(Message):
    """The permit of a project in inqueryProyek."""

    licence_id: Annotated[Text, key("id_izin")] = ""
    permit_code: Annotated[Text, key("kd_izin")] = ""
    name: Annotated[Text, key("nama_izin")] = ""
    number: Annotated[Text, key("no_izin")] = ""
    issued_on: Annotated[Day, key("tgl_izin")] = None


class AskedProject(Message):
    """A project in inqueryProyek."""

    project_id: Annotated[Text, key("id_proyek")] = ""
    kbli: KbliCode = ""
    scale_code: Annotated[TwoDigits, key("skala_usaha")] = ""
    filed_on: Annotated[Day, key("tgl_pengajuan_proyek")] = None
    address: Annotated[Text, key("alamat_usaha")] = ""
    region: Annotated[Text, key("kd_daerah")] = ""
    permit: Annotated[ProjectChecklist, an_object, key("data_checklist")] = ProjectChecklist()


class ProjectAnswer(Message):
    """The answer of inqueryProyek."""

    name: Annotated[Text, key("nama_perusahaan")] = ""
    address: Annotated[Text, key("alamat_perusahaan")] = ""
    npwp: Annotated[Text, key("npwp_perusahaaan")] = ""  # three a's: the manual's spelling
    holder_code: Annotated[TwoDigits, key("jenis_pelaku_usaha")] = ""
    nib_issued_on: Annotated[Day, key("tgl_terbit_nib")] = None
    scale_code: Annotated[TwoDigits, key("skala_usaha")] = ""
    projects: Annotated[list[AskedProject], items, key("data_proyek")] = []


class ReferenceQuestion(Message):
    """GETDATAREFERENSI: a code table by its number (Lampiran 29)."""

    table: Annotated[Text, key("kode")]


class ReferenceRow(Message):
    """One code of a table."""

    code: Annotated[Text, key("kode_referensi")] = ""
    label: Annotated[Text, key("uraian_referensi")] = ""
    note: Annotated[Text, key("keterangan_referensi")] = ""


class ReferenceRows(Message):
    """The answer of getDataReferensi."""

    rows: Annotated[list[ReferenceRow], items, key("dataReferensi")] = []


class NibPush(NibTree):
    """receiveNIB and receiveNIBKKPR: OSS sends the tree of a new or changed NIB."""


class StpwPush(Message):
    """receiveNIBSTPW: a foreign franchisor's registration (STPW-LN). Kept for a person to read; rare at a region."""

    nib: NibNumber = ""
    applied_on: Annotated[Day, key("tgl_pengajuan_nib")] = None
    issued_on: Annotated[Day, key("tgl_terbit_nib")] = None
    changed_on: Annotated[Day, key("tgl_perubahan_nib")] = None
    oss_id: Text = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    permit_code: Annotated[Text, key("kd_izin")] = ""
    region: Annotated[Text, key("kd_daerah")] = ""
    holder_code: Annotated[TwoDigits, key("jenis_pelaku_usaha")] = ""
    responsible: Annotated[Text, key("nama_pj")] = ""
    company: Annotated[Text, key("nama_perusahaan_ln")] = ""
    country: Annotated[Text, key("negara_perusahaan_ln")] = ""
    prospectus_url: Annotated[Text, key("file_prospektus")] = ""
    status_code: Annotated[TwoDigits, key("status_nib")] = ""
    document_kind: Annotated[Text, key("tipe_dokumen")] = ""
