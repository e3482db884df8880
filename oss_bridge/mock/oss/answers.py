"""What OSS answers when asked: NIBs, projects, permits, files, code tables. Nothing here changes anything."""

from oss_bridge.contract import codes, statuses
from oss_bridge.contract.certificates import CertificateAnswer, CertificateQuestion
from oss_bridge.contract.lookups import (
    AskedProject,
    FetchedNib,
    FetchedProject,
    NibBrief,
    NibCheck,
    NibFetch,
    NibQuestion,
    ProjectAnswer,
    ProjectChecklist,
    ProjectPermit,
    ProjectQuestion,
    ReferenceQuestion,
    ReferenceRow,
    ReferenceRows,
)
from oss_bridge.contract.methods import BAD_PARAMETER
from oss_bridge.contract.nib import NibTree, PermitRow, Project
from oss_bridge.contract.permits import (
    FileQuestion,
    Licence,
    LicenceQuestion,
    PermitStatus,
    SignedFile,
    StatusQuestion,
)
from oss_bridge.mock.oss.acts import both
from oss_bridge.mock.oss.books import Books, HolderBook, Refusal, row_of
from oss_bridge.mock.oss.issuing import file_url


def check_nib(books: Books, asked: NibCheck) -> NibBrief:
    """checkNIB."""
    tree = _holder(books, asked.nib).tree
    return NibBrief(nib=tree.nib, name=tree.name, status_code=tree.status_code)


def inquery_nib(books: Books, asked: NibQuestion) -> NibTree:
    """inqueryNIB: by NIB (and oss_id), by oss_id or by NPWP; rows carry the status of each permit."""
    holder = books.holder(asked.nib) if asked.nib else books.holder_by(oss_id=asked.oss_id or "", npwp=asked.npwp or "")
    if holder is None:
        raise Refusal(BAD_PARAMETER, "Data NIB tidak ditemukan")
    if asked.oss_id and holder.tree.oss_id != asked.oss_id:
        raise Refusal(BAD_PARAMETER, "OSS ID tidak ditemukan")
    known = {permit.licence_id: permit.code for permit in books.permits_of(holder.nib)}
    rows = [row.model_copy(update={"status_code": known.get(row.licence_id, "")}) for row in holder.tree.permits]
    return holder.tree.model_copy(update={"permits": rows})


def fetch_nib(books: Books, asked: NibFetch) -> FetchedNib:
    """fetchNIB."""
    tree = _holder(books, asked.nib).tree
    projects = [_fetched(project, tree) for project in tree.projects]
    shared = {name: getattr(tree, name) for name in FetchedNib.model_fields if name != "projects"}
    return FetchedNib(**shared, projects=projects)


def inquery_project(books: Books, asked: ProjectQuestion) -> ProjectAnswer:
    """inqueryProyek."""
    tree = _holder(books, asked.nib).tree
    project = tree.project(asked.project_id)
    if project is None:
        raise Refusal(BAD_PARAMETER, "Data proyek tidak ditemukan")
    place = project.places[0]
    row = next(row for row in tree.permits if row.project_id == project.project_id)
    about = AskedProject(
        project_id=project.project_id,
        kbli=project.kbli,
        scale_code=project.scale_code,
        filed_on=tree.applied_on,
        address=place.address,
        region=place.region,
        permit=ProjectChecklist(
            licence_id=row.licence_id,
            permit_code=row.permit_code,
            name=row.name,
            number=row.number,
            issued_on=row.issued_on,
        ),
    )
    return ProjectAnswer(
        name=tree.name,
        address=tree.address,
        npwp=tree.npwp,
        holder_code=tree.holder_code,
        nib_issued_on=tree.issued_on,
        scale_code=tree.scale_code,
        projects=[about],
    )


def inquery_licence(books: Books, asked: LicenceQuestion) -> Licence:
    """inqueryLicense; with the requirements only when asked for."""
    permit, holder = both(books, asked.licence_id)
    row = row_of(holder, permit.licence_id)
    shown = row if asked.with_requirements else row.model_copy(update={"requirements": []})
    project = holder.tree.project(permit.project_id)
    return Licence(
        oss_id=holder.tree.oss_id,
        licence_id=permit.licence_id,
        permit_code=row.permit_code,
        region=row.region,
        authority_code=row.authority_code,
        projects=[project] if project else [],
        permits=[shown],
    )


def check_status(books: Books, asked: StatusQuestion) -> PermitStatus:
    """checkLicenseStatus: the latest code, without a time."""
    permit, _ = both(books, asked.licence_id)
    return PermitStatus(
        nib=permit.nib,
        project_id=permit.project_id,
        licence_id=permit.licence_id,
        code=permit.code,
        meaning=statuses.meaning(permit.code),
        attachment_url=permit.attachment_url,
    )


def inquery_file(books: Books, asked: FileQuestion, file_base: str) -> SignedFile:
    """inqueryFileDS."""
    permit = books.permit(asked.licence_id)
    if permit is None or not permit.file_id:
        raise Refusal(BAD_PARAMETER, "data izin atau file DS tidak ditemukan")
    return SignedFile(url=file_url(file_base, permit.file_id))


def reference(books: Books, asked: ReferenceQuestion) -> ReferenceRows:
    """getDataReferensi: a Lampiran by its number."""
    table = codes.tables().get(asked.table)
    if table is None:
        raise Refusal(BAD_PARAMETER, "Kode referensi tidak ditemukan")
    return ReferenceRows(rows=[ReferenceRow(code=code, label=label) for code, label in table.items()])


def inquery_certificate(books: Books, asked: CertificateQuestion) -> CertificateAnswer:
    """inqueryCertificate."""
    certificate = books.certificate(asked.licence_id)
    if certificate is None:
        raise Refusal(BAD_PARAMETER, "Data sertifikat tidak ditemukan")
    return CertificateAnswer(certificate=certificate)


def _holder(books: Books, nib: str) -> HolderBook:
    holder = books.holder(nib)
    if holder is None:
        raise Refusal(BAD_PARAMETER, "Data NIB tidak ditemukan")
    return holder


def _fetched(project: Project, tree: NibTree) -> FetchedProject:
    rows: list[PermitRow] = [row for row in tree.permits if row.project_id == project.project_id]
    return FetchedProject(
        project_id=project.project_id,
        risk_code=project.risk_code,
        kind=project.kind,
        number=project.number,
        description=project.description,
        permits=[
            ProjectPermit(
                kbli=project.kbli,
                title=project.description,
                licence_id=row.licence_id,
                permit_code=row.permit_code,
                kind=row.licence_kind,
            )
            for row in rows
        ],
    )
