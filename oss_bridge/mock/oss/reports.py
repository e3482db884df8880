"""What the office tells OSS: statuses, the issue, amendments, certificates. OSS checks before it believes."""

from datetime import datetime

from oss_bridge.contract import identifiers, statuses
from oss_bridge.contract.certificates import Certificate, CertificateAnswer, CertificateReport
from oss_bridge.contract.methods import BAD_PARAMETER, FORBIDDEN
from oss_bridge.contract.permits import Amended, Amendment, Issue, Issued, PermitKeys, StatusReport
from oss_bridge.mock.oss import issuing
from oss_bridge.mock.oss.acts import OFFICE_DECIDES, both
from oss_bridge.mock.oss.books import Books, HolderBook, PermitBook, Refusal, row_of

OFFICE = "kantor"


def receive_status(books: Books, report: StatusReport, *, at: datetime) -> None:
    """IZINSTATUS. A repeat of the code that stands is taken and changes nothing."""
    permit, _ = _theirs(books, report)
    if report.code == statuses.APPROVED:
        raise Refusal(BAD_PARAMETER, "Penerbitan dikirim dengan receiveLicense")
    _must_follow(permit, report.code)
    if permit.code != report.code:
        permit.move(report.code, by=OFFICE, at=at, note=report.note)
    permit.portal_code, permit.portal_at = report.code, at
    permit.attachment_url = report.attachment_url or permit.attachment_url
    books.keep_permit(permit)


def receive_licence(books: Books, issue: Issue, *, at: datetime, file_base: str) -> Issued:
    """IZINFINAL: 49 takes a number, 50 issues and signs. Asked again, the same number and no second file."""
    permit, holder = _theirs(books, issue)
    if issue.code not in {statuses.NUMBERING, statuses.APPROVED}:
        raise Refusal(BAD_PARAMETER, "Data Parameter Salah: status_izin harus 49 atau 50")
    _must_follow(permit, issue.code)
    is_repeat = permit.code == issue.code
    number = issuing.give_number(holder, permit, at)
    permit.portal_code, permit.portal_at = issue.code, at
    permit.attachment_url = issue.attachment_url or permit.attachment_url
    if not is_repeat:
        permit.move(issue.code, by=OFFICE, at=at, note=issue.note)
        if issue.code == statuses.APPROVED:
            issuing.sign(books, holder, permit, at, file_base)
    books.keep_holder(holder)
    books.keep_permit(permit)
    kind = row_of(holder, permit.licence_id).licence_kind
    return Issued(number=number, licence_kind=kind, attachment_url=permit.attachment_url)


def update_licence(books: Books, change: Amendment, *, at: datetime, file_base: str) -> Amended:
    """updateLicense: the number stays, the signed file is made anew."""
    permit, holder = _theirs(books, change)
    if permit.code not in {statuses.APPROVED, statuses.BY_EXPIRY}:
        raise Refusal(BAD_PARAMETER, "Izin belum terbit sehingga tidak dapat diubah")
    number = issuing.give_number(holder, permit, at)
    issuing.sign(books, holder, permit, at, file_base)
    books.keep_holder(holder)
    books.keep_permit(permit)
    return Amended(number=number, file_reset="File izin DS direset dan ditandatangani ulang (simulasi)")


def receive_certificate(books: Books, report: CertificateReport, *, at: datetime) -> CertificateAnswer:
    """receiveCertificate: kept under its permit; told again, the same id."""
    both(books, report.licence_id)
    known = books.certificate(report.licence_id)
    mark = known.certificate_id if known else identifiers.mint("certificate", at, books.serial())
    certificate = Certificate(certificate_id=mark, **report.model_dump())
    books.keep_certificate(certificate)
    return CertificateAnswer(certificate=certificate)


def _theirs(books: Books, keys: PermitKeys) -> tuple[PermitBook, HolderBook]:
    """The permit, when all its identifiers fit and a regency decides on it."""
    permit, holder = both(books, keys.licence_id)
    row = row_of(holder, permit.licence_id)
    known = (holder.nib, permit.project_id, holder.tree.oss_id, row.permit_code)
    if known != (keys.nib, keys.project_id, keys.oss_id, keys.permit_code):
        raise Refusal(BAD_PARAMETER, "Data izin tidak ditemukan")
    if permit.authority_code not in {OFFICE_DECIDES, ""}:
        raise Refusal(FORBIDDEN, "Ilegal Inquery/Akses: izin ini bukan kewenangan kabupaten/kota")
    return permit, holder


def _must_follow(permit: PermitBook, code: str) -> None:
    if not statuses.may_send(permit.code, code):
        raise Refusal(BAD_PARAMETER, f"Status {code} tidak dapat menyusul {permit.code}")
