"""The tree of a NIB as receiveNIB pushes it and inqueryNIB answers it: what an office has use for.

Religion, marital status and occupation of the person who filed (and the keys of RPTKA, API and customs) are
not read: an office has no use for them. :func:`without_unneeded` removes the personal ones from a raw body
before it is kept.

The ``licence_id`` on top is the NIB's own; a permit's stands in its row of the checklist. Match rows by
``licence_id``, never by ``project_id`` alone: a project may have several permits.
"""

from typing import Annotated, Any, Final

from licensing.terms import Authority, HolderKind, Investment, LicenceType, NibStatus, Risk, Scale
from oss_bridge.contract import codes
from oss_bridge.contract.reading import (
    Amount,
    Day,
    KbliCode,
    Message,
    NibNumber,
    PermitCode,
    Sector,
    Text,
    TwoDigits,
    items,
    key,
)

UNNEEDED: Final = frozenset({"agama_user_proses", "status_perkawinan_user_proses", "pekerjaan_user_proses"})


class SentFile(Message):
    """A requirement that the applicant met in OSS: number, date and address of the file."""

    requirement_id: Annotated[Text, key("id_syarat")] = ""
    number: Annotated[Text, key("no_dokumen")] = ""
    dated_on: Annotated[Day, key("tgl_dokumen")] = None
    url: Annotated[Text, key("file_dokumen")] = ""
    note: Annotated[Text, key("keterangan")] = ""


class PermitRow(Message):
    """One row of data_checklist: one permit asked for, the heart of the tree."""

    product_id: Annotated[Text, key("id_produk")] = ""
    project_id: Annotated[Text, key("id_proyek")] = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    licence_kind: Annotated[Text, key("jenis_izin")] = ""
    permit_code: Annotated[PermitCode, key("kd_izin")] = ""
    region: Annotated[Text, key("kd_daerah")] = ""
    name: Annotated[Text, key("nama_izin")] = ""
    ministry: Annotated[Text, key("instansi")] = ""
    authority_parameter: Annotated[Text, key("parameter_kewenangan")] = ""
    authority_code: Annotated[TwoDigits, key("kewenangan")] = ""
    flag: Annotated[Text, key("flag_checklist")] = ""
    is_transactional: Annotated[Text, key("flag_transaksional")] = ""
    is_renewal: Annotated[Text, key("flag_perpanjangan")] = ""
    kbli_before_conversion: Annotated[Text, key("kbli_konversi")] = ""
    number: Annotated[Text, key("no_izin")] = ""
    issued_on: Annotated[Day, key("tgl_izin")] = None
    file_url: Annotated[Text, key("file_izin")] = ""
    status_code: Annotated[TwoDigits | None, key("status_checklist")] = None  # only inqueryNIB carries it
    requirements: Annotated[list[SentFile], items, key("data_persyaratan")] = []

    @property
    def licence_type(self) -> LicenceType | None:
        """NIB, Sertifikat Standar or Izin; None for standards and UMKU."""
        return codes.licence_type(self.licence_kind)

    @property
    def authority(self) -> Authority | None:
        """Who decides."""
        return codes.authority(self.authority_code) if self.authority_code else None

    @property
    def needs_fulfilment(self) -> bool:
        """Does somebody have to verify this permit (flag Y)?"""
        return self.flag == codes.NEEDS_FULFILMENT


class Point(Message):
    """A corner or the middle of a place, "latitude,longitude"."""

    serial: Text = ""
    lat_lng: Text = ""


class Place(Message):
    """Where a project is."""

    place_id: Annotated[Text, key("id_proyek_lokasi")] = ""
    region: Annotated[Text, key("proyek_daerah_id")] = ""
    address: Annotated[Text, key("alamat_usaha")] = ""
    estate_kind: Annotated[Text, key("jenis_kawasan")] = ""
    kind: Annotated[Text, key("jenis_lokasi")] = ""
    status: Annotated[Text, key("status_lokasi")] = ""
    points: Annotated[list[Point], items, key("data_lokasi_proyek")] = []


class Product(Message):
    """What a project makes or does, and how much of it."""

    product_id: Annotated[Text, key("id_produk")] = ""
    name: Annotated[Text, key("jenis_produksi")] = ""
    capacity: Annotated[Text, key("kapasitas")] = ""
    unit: Annotated[Text, key("satuan")] = ""
    brand: Annotated[Text, key("merk_dagang")] = ""


class Project(Message):
    """One proyek: one KBLI at one place. Money in whole rupiah."""

    project_id: Annotated[Text, key("id_proyek")] = ""
    number: Annotated[Text, key("nomor_proyek")] = ""
    description: Annotated[Text, key("uraian_usaha")] = ""
    local_men: Annotated[Amount, key("jumlah_tki_l")] = None
    local_women: Annotated[Amount, key("jumlah_tki_p")] = None
    foreign_men: Annotated[Amount, key("jumlah_tka_l")] = None
    foreign_women: Annotated[Amount, key("jumlah_tka_p")] = None
    kbli: KbliCode = ""
    sector: Annotated[Sector, key("sektor")] = ""
    land_status: Annotated[Text, key("status_tanah")] = ""
    land_area: Annotated[Text, key("luas_tanah")] = ""
    land_area_unit: Annotated[Text, key("satuan_luas_tanah")] = ""
    land: Annotated[Amount, key("pembelian_pematang_tanah")] = None
    building: Annotated[Amount, key("bangunan_gedung")] = None
    machinery: Annotated[Amount, key("mesin_peralatan")] = None
    other_investment: Annotated[Amount, key("investasi_lain")] = None
    fixed_total: Annotated[Amount, key("sub_jumlah")] = None
    working_capital: Annotated[Amount, key("modal_kerja")] = None
    investment_total: Annotated[Amount, key("jumlah_investasi")] = None
    branch_npwp: Annotated[Text, key("npwp_cabang")] = ""
    branch_name: Annotated[Text, key("nama_cabang")] = ""
    status: Annotated[Text, key("status_proyek")] = ""
    kind: Annotated[Text, key("jenis_proyek")] = ""
    trade_name: Annotated[Text, key("nama_kegiatan")] = ""
    scale_code: Annotated[TwoDigits, key("skala_usaha")] = ""
    risk_code: Annotated[Text, key("skala_resiko")] = ""
    activity: Annotated[Text, key("deskripsi_kegiatan")] = ""
    is_production_line: Annotated[Text, key("satu_lini")] = ""
    places: Annotated[list[Place], items, key("data_lokasi_proyek")] = []
    products: Annotated[list[Product], items, key("data_proyek_produk")] = []

    @property
    def scale(self) -> Scale | None:
        """Of the project; the risk look-up uses this one."""
        return codes.scale(self.scale_code) if self.scale_code else None

    @property
    def risk(self) -> Risk | None:
        """Tingkat risiko."""
        return codes.risk(self.risk_code)

    @property
    def capital(self) -> int:
        """Modal usaha: without land and building."""
        return sum(part or 0 for part in (self.machinery, self.other_investment, self.working_capital))


class Responsible(Message):
    """Penanggung jawab of the holder."""

    is_foreign: Annotated[Text, key("flag_asing")] = ""
    identity_kind: Annotated[Text, key("jns_identitas_penanggung_jwb")] = ""
    identity_number: Annotated[Text, key("no_identitas_penanggung_jwb")] = ""
    name: Annotated[Text, key("nama_penanggung_jwb")] = ""
    position: Annotated[Text, key("jabatan_penanggung_jwb")] = ""
    npwp: Annotated[Text, key("npwp_penanggung_jwb")] = ""
    address: Annotated[Text, key("alamat_penanggung_jwb")] = ""
    region: Annotated[Text, key("daerah_id_penanggung_jwb")] = ""
    mobile: Annotated[Text, key("no_hp_penanggung_jwb")] = ""
    email: Annotated[Text, key("email_penanggung_jwb")] = ""


class Shareholder(Message):
    """Pemegang saham: only what conflict-of-interest checks need."""

    kind: Annotated[Text, key("jenis_pemegang_saham")] = ""
    is_foreign: Annotated[Text, key("flag_asing")] = ""
    name: Annotated[Text, key("nama_pemegang_saham")] = ""
    identity_kind: Annotated[Text, key("jns_identitas_pemegang_saham")] = ""
    identity_number: Annotated[Text, key("no_identitas_pemegang_saham")] = ""


class Deed(Message):
    """Akta."""

    kind: Annotated[Text, key("jenis_legal")] = ""
    number: Annotated[Text, key("no_legal")] = ""
    dated_on: Annotated[Day, key("tgl_legal")] = None
    notary: Annotated[Text, key("nama_notaris")] = ""


class NibTree(Message):
    """The holder, its projects and the permits that it asks for."""

    nib: NibNumber = ""
    applied_on: Annotated[Day, key("tgl_pengajuan_nib")] = None
    issued_on: Annotated[Day, key("tgl_terbit_nib")] = None
    changed_on: Annotated[Day, key("tgl_perubahan_nib")] = None
    oss_id: Text = ""
    licence_id: Annotated[Text, key("id_izin")] = ""
    permit_code: Annotated[PermitCode, key("kd_izin")] = ""
    region: Annotated[Text, key("kd_daerah")] = ""
    authority_code: Annotated[TwoDigits, key("kewenangan")] = ""
    holder_code: Annotated[TwoDigits, key("jenis_pelaku_usaha")] = ""
    manual_version: Annotated[Text, key("versi_pia")] = ""
    legal_entity: Annotated[TwoDigits, key("status_badan_hukum")] = ""
    investment_code: Annotated[TwoDigits, key("status_penanaman_modal")] = ""
    npwp: Annotated[Text, key("npwp_perseroan")] = ""
    name: Annotated[Text, key("nama_perseroan")] = ""
    short_name: Annotated[Text, key("nama_singkatan")] = ""
    entity_kind: Annotated[TwoDigits, key("jenis_perseroan")] = ""
    address: Annotated[Text, key("alamat_perseroan")] = ""
    rt_rw: Annotated[Text, key("rt_rw_perseroan")] = ""
    village: Annotated[Text, key("kelurahan_perseroan")] = ""
    office_region: Annotated[Text, key("perseroan_daerah_id")] = ""
    postcode: Annotated[Text, key("kode_pos_perseroan")] = ""
    phone: Annotated[Text, key("nomor_telpon_perseroan")] = ""
    email: Annotated[Text, key("email_perusahaan")] = ""
    umk_flag: Annotated[Text, key("flag_umk")] = ""
    scale_code: Annotated[TwoDigits, key("skala_usaha")] = ""
    approval_number: Annotated[Text, key("no_pengesahan")] = ""
    approved_on: Annotated[Day, key("tgl_pengesahan")] = None
    shareholders: Annotated[list[Shareholder], items, key("pemegang_saham")] = []
    responsible: Annotated[list[Responsible], items, key("penanggung_jwb")] = []
    deeds: Annotated[list[Deed], items, key("legalitas")] = []
    projects: Annotated[list[Project], items, key("data_proyek")] = []
    permits: Annotated[list[PermitRow], items, key("data_checklist")] = []
    filer_identity_kind: Annotated[Text, key("jenis_id_user_proses")] = ""
    filer_identity: Annotated[Text, key("no_id_user_proses")] = ""
    filer_name: Annotated[Text, key("nama_user_proses")] = ""
    filer_email: Annotated[Text, key("email_user_proses")] = ""
    filer_mobile: Annotated[Text, key("hp_user_proses")] = ""
    filer_address: Annotated[Text, key("alamat_user_proses")] = ""
    filer_sex: Annotated[Text, key("jns_kelamin_user_proses")] = ""
    filer_birthplace: Annotated[Text, key("tempat_lahir_user_proses")] = ""
    filer_born_on: Annotated[Day, key("tgl_lahir_user_proses")] = None
    status_code: Annotated[TwoDigits, key("status_nib")] = ""
    document_kind: Annotated[Text, key("tipe_dokumen")] = ""
    sent_at: Annotated[Text, key("tgl_terkirim_oss")] = ""  # only receiveNIBKKPR carries it

    @property
    def holder_kind(self) -> HolderKind | None:
        """Perorangan or badan usaha."""
        return codes.holder_kind(self.holder_code)

    @property
    def investment(self) -> Investment | None:
        """PMDN or PMA."""
        return codes.investment(self.investment_code)

    @property
    def scale(self) -> Scale | None:
        """Of the holder; a project has its own."""
        return codes.scale(self.scale_code) if self.scale_code else None

    @property
    def status(self) -> NibStatus | None:
        """Aktif, belum aktif, dibekukan, dicabut."""
        return codes.nib_status(self.status_code)

    @property
    def is_withdrawn(self) -> bool:
        """Does this message revoke (3) or cancel (4)? The status codes 91 and 92 were deleted for it in 4.3.19."""
        return self.document_kind in {codes.REVOCATION, codes.CANCELLATION}

    def project(self, project_id: str) -> Project | None:
        """A project by its id."""
        return next((one for one in self.projects if one.project_id == project_id), None)

    def permit(self, licence_id: str) -> PermitRow | None:
        """A row of the checklist by its own id."""
        return next((one for one in self.permits if one.licence_id == licence_id), None)


def without_unneeded(tree: Any) -> Any:
    """The same raw tree without religion, marital status and occupation, wherever they stand."""
    if isinstance(tree, list):
        return [without_unneeded(one) for one in tree]
    if isinstance(tree, dict):
        return {name: without_unneeded(inner) for name, inner in tree.items() if name.strip() not in UNNEEDED}
    return tree
