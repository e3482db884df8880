"""What each printed document needs to know, frozen when the document is made.

A snapshot is a plain dict that survives JSON: dates are ``"2026-11-24"``, moments are ISO 8601 with
an offset, an unknown text is ``""`` (printed as "belum ditetapkan" or left out), money never occurs.
Words of the trade are stored as members of ``licensing.terms`` (``Risk``, ``Scale``, ...); labels are
printed by the template. Nothing is read from live rows at drawing time. Snapshots hold personal data.
Sources: BKPM 5/2025 art. 16 and annex D, read with the style of BKPM 4/2021 (NIB, Sertifikat Standar).
"""

from typing import TypedDict

from licensing.terms import DocumentKind

#: Kinds that DocumentKind does not keep as rows, because they are printed and not issued.
STATEMENTS = "statements"
CHECKLIST = "checklist"

#: The act in whose name NIB and certificates are issued on 2026-11-22; frozen as ``act`` of a snapshot.
ACT_IN_FORCE = (
    "Undang-Undang Nomor 6 Tahun 2023 tentang Penetapan Peraturan Pemerintah Pengganti Undang-Undang "
    "Nomor 2 Tahun 2022 tentang Cipta Kerja Menjadi Undang-Undang"
)


class Office(TypedDict):
    """The office as printed; from the Office row."""

    name: str
    address: str
    phone: str
    email: str
    website: str


class Frame(TypedDict):
    """What every snapshot has."""

    kind: str  # DocumentKind member, STATEMENTS or CHECKLIST
    template_version: int  # see VERSIONS
    code: str  # 22 characters for /v/<code>/; "" on papers that nobody verifies
    verify_url: str  # absolute address printed and in the QR; "" when code is ""
    made_on: str  # date: "Dicetak tanggal"
    office: Office


class Activity(TypedDict):
    """One row of the NIB's lampiran: one proyek (KBLI x location)."""

    kbli_edition: str  # "2020" | "2025"
    kbli_code: str
    kbli_title: str
    location: str  # full address of the business place, one line
    risk: str  # Risk
    licence_type: str  # LicenceType
    licence_document: str  # official name, such as "Sertifikat Standar Pelatihan Kerja Teknik Swasta"; "" = the type
    certificate_status: str  # CertificateStatus for a Sertifikat Standar, else ""
    licence_number: str  # number of the certificate or Izin; "" while there is none


class Holder(TypedDict):
    """The pelaku usaha as printed."""

    name: str
    kind: str  # HolderKind
    office_address: str
    postal_code: str
    phone: str  # "+62811..."
    email: str
    investment: str  # Investment
    scale: str  # Scale


class NibSnapshot(Frame):
    """NIB with its lampiran: the 13 rows of BKPM 5/2025 art. 16 in the layout of BKPM 4/2021."""

    number: str  # 13 digits
    act: str
    holder: Holder
    activities: list[Activity]  # all proyek of this holder, the first one first
    issued_on: str  # date of the first issue
    change_number: int  # 0 = as first issued, n = "Perubahan ke-n"
    changed_on: str  # date; "" when change_number is 0


class Duty(TypedDict):
    """One row of the lampiran of a Sertifikat Standar or Izin."""

    text: str  # persyaratan dan/atau kewajiban
    duty: str  # "requirement" | "obligation"
    proof: str  # bukti pemenuhan, such as "Profil lembaga.pdf, sesuai, 27 November 2026"; "" = none yet
    supervisor: str  # lembaga pengawas; "" = belum ditetapkan
    validity: str  # masa berlaku; "" = belum ditetapkan


class Licence(Frame):
    """What Sertifikat Standar and Izin share."""

    number: str  # 17 digits
    act: str
    nomenclature: str  # nomenklatur K/L, such as "Sertifikat Standar Pelatihan Kerja Teknik Swasta"
    nib: str
    holder: Holder
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    scope: str  # ruang lingkup
    risk: str  # Risk
    location: str
    activity_number: str  # "Nomor Kegiatan Usaha": id_proyek
    activity_name: str  # "Nama Usaha": trade name of this place
    authority: str  # who verified, verifies or decided: "Dinas Tenaga Kerja Kota Pariaman", "Menteri Ketenagakerjaan"
    duties: list[Duty]
    issued_on: str
    by_expiry: bool  # issued by OSS because the time ran out (57)
    change_number: int
    changed_on: str


class SertifikatSnapshot(Licence):
    """Sertifikat Standar in one of its three states (annex D of BKPM 5/2025)."""

    status: str  # CertificateStatus
    verified_on: str  # date; "" unless status is "verified"


class IzinSnapshot(Licence):
    """Izin (high risk)."""

    valid_until: str  # date; "" = as long as the business runs


class Statement(TypedDict):
    """One statement that was ticked, with proof of when and how."""

    code: str  # "k3l", "standard", "environment", "spatial", "truth"
    title: str
    text: str  # full text of that version; blank lines separate paragraphs, lines starting "- " are a list
    version: str  # version of the text, such as "2026-11"
    accepted_at: str  # moment; "" = not accepted
    accepted_by: str  # name
    channel: str  # "web" | "counter"
    read_by: str  # officer who read it aloud; ""
    consent: str  # how consent was given at the counter, such as "tanda tangan di kertas"; ""


class Declaration(Frame):
    """A statement about one place, made by its holder: SPPL, spatial self-statement."""

    nib: str  # "" before it is issued
    application: str  # "PB-2026-000123"
    holder: Holder
    responsible_name: str  # penanggung jawab
    responsible_title: str  # jabatan; "" for a person
    activity_name: str
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    scope: str
    location: str
    region: str  # "Kec. Pariaman Tengah, Kota Pariaman"
    land_area: str  # "120 m²"; ""
    land_status: str  # "Sewa", "Milik sendiri", "Pinjam pakai"; ""
    coordinates: str  # "-0.626400, 100.120400"; ""
    statements: list[Statement]  # one or more
    issued_on: str


class StatementsSnapshot(Frame):
    """All statements of one application, to print and to read aloud."""

    nib: str
    application: str
    holder: Holder
    activity_name: str
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    location: str
    statements: list[Statement]


class ReceivedItem(TypedDict):
    """One requirement with the file that was received for it."""

    text: str
    file_name: str  # "" = declared, without a file
    sha256: str  # 64 characters; ""
    round: int  # 1 = first sent, 2 = after the first correction


class ReceiptSnapshot(Frame):
    """Tanda terima of a submission."""

    number: str  # "PB-2026-000123"
    tracking_code: str  # 10 characters
    tracking_url: str  # absolute, carries number and code (decisions 17)
    submitted_at: str  # moment
    channel: str  # "web" | "counter" | "oss"
    filed_by: str  # officer at the counter; ""
    holder_name: str
    nib: str
    service: str
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    location: str
    risk: str
    product: str  # "NIB dan Sertifikat Standar"
    agency: str  # who verifies; "" where nobody does
    decides: str  # who decides: this office, or the ministry
    is_ours: bool  # False: the office only accompanies
    promised_on: str  # date, "paling lambat"; "" where another authority decides without a promise
    completeness_days: int  # working days 09 -> 10
    technical_days: int  # working days of the risk row
    issue_days: int  # working days 45 -> 50, inside technical_days
    correction_days: int  # working days the applicant has for a correction; 0 = not set
    correction_rounds: int  # 0 = not set
    items: list[ReceivedItem]
    is_copy: bool  # a reprint: "SALINAN"


class Fact(TypedDict):
    """A label and what was filled in."""

    label: str
    value: str


class ReferralSnapshot(Frame):
    """Surat rujukan: the way on for somebody whom this office cannot serve yet."""

    number: str  # application or draft number; "" for an anonymous visitor
    topic: str  # "ukl_upl" | "amdal" | "environment_unknown" | "pkkpr" | "other"
    title: str  # "Rujukan untuk UKL-UPL"
    addressee: str  # unit to go to; "" = printed as "tanyakan kepada petugas informasi"
    addressee_address: str
    addressee_contact: str
    channel: str  # where it is filed, such as "Amdalnet melalui oss.go.id"; ""
    reason: str  # one sentence: why this is needed
    holder_name: str
    facts: list[Fact]  # what the person has already filled in
    bring: list[str]  # what to bring
    afterwards: list[str]  # steps after that, with what happens to the draft
    legal_basis: list[str]
    resume_url: str  # address of the draft; "" for visitors


class ChecklistItem(TypedDict):
    """One line with a box to tick."""

    text: str
    note: str  # ""
    days: int  # 0 = none


class ChecklistSnapshot(Frame):
    """Daftar periksa of "cek syarat" on A4."""

    kbli_edition: str
    kbli_code: str
    kbli_title: str
    scope: str
    scale: str
    risk: str
    risk_reason: str
    products: list[str]
    days: int  # 0 = otomatis
    fee: str  # "Tidak dipungut biaya"
    authority: str
    general: list[ChecklistItem]  # KTP, NPWP, e-mail, HP/WA ...
    requirements: list[ChecklistItem]
    obligations: list[ChecklistItem]
    supporting: list[ChecklistItem]  # PB UMKU
    source: str
    confidence: str  # Confidence
    url: str  # absolute address of the page, printed and in the QR


class WayToObject(TypedDict):
    """One way to object to a refusal, as in force on the day of the decision."""

    title: str
    text: str
    source: str


class RefusalSnapshot(Frame):
    """Surat Penolakan, signed by the head or a dated Plt/Plh."""

    number: str  # "SP-2026-000012": the office's own letters
    application: str
    submitted_on: str
    holder: Holder
    nib: str
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    location: str
    product: str
    agency: str
    ground: str
    article: str
    remedy: str
    note: str
    ways: list[WayToObject]
    decided_on: str
    official: str
    official_nip: str
    official_capacity: str


class Checked(TypedDict):
    """One requirement as the agency found it."""

    number: int
    text: str
    verdict: str  # in words: "Sesuai"; "" = not judged
    note: str


class TechnicalSnapshot(Frame):
    """Surat persetujuan teknis of the agency (45), to the office that decides."""

    number: str  # "PT-2026-000012"
    application: str
    submitted_on: str
    complete_on: str  # "" = unknown
    visited_on: str  # "" = nobody went there
    holder: Holder
    nib: str
    kbli_edition: str
    kbli_code: str
    kbli_title: str
    scope: str
    risk: str
    location: str
    product: str
    agency: str
    lines: list[Checked]
    note: str
    decided_on: str
    official: str
    official_nip: str
    official_capacity: str
    signed_by_hand: bool  # the official has a certificate here, so the letter waits for that hand


SHAPES: dict[str, type] = {
    DocumentKind.NIB: NibSnapshot,
    DocumentKind.SERTIFIKAT_STANDAR: SertifikatSnapshot,
    DocumentKind.IZIN: IzinSnapshot,
    DocumentKind.SPPL: Declaration,
    DocumentKind.SPATIAL: Declaration,
    DocumentKind.RECEIPT: ReceiptSnapshot,
    DocumentKind.REFERRAL: ReferralSnapshot,
    DocumentKind.REFUSAL_LETTER: RefusalSnapshot,
    DocumentKind.TECHNICAL_LETTER: TechnicalSnapshot,
    STATEMENTS: StatementsSnapshot,
    CHECKLIST: ChecklistSnapshot,
}
#: The version that a new snapshot takes; older templates stay beside the new one for old snapshots.
VERSIONS: dict[str, int] = dict.fromkeys(SHAPES, 1)
