"""What the applicant, the clock and the ministry do inside OSS. An office hears of it by polling or a push."""

from datetime import datetime

from oss_bridge.contract import codes, statuses
from oss_bridge.contract.methods import BAD_PARAMETER
from oss_bridge.contract.nib import SentFile
from oss_bridge.contract.simulation import (
    AccountMessage,
    AccountRequest,
    Fulfilment,
    HandedOver,
    HandOver,
    PermitCode,
)
from oss_bridge.mock.oss import issuing, registration
from oss_bridge.mock.oss.books import AccountLetter, Books, HolderBook, PermitBook, Refusal, row_of, with_row

APPLICANT, SYSTEM, MINISTRY = "pelaku usaha", "sistem OSS", "kementerian"
MINISTRY_PATH = (statuses.COMPLETE, statuses.VALIDATION, statuses.VERIFIED, statuses.APPROVED)
PORTAL, OWN_PAGE = "portal", "oss"  # where the applicant typed
OFFICE_DECIDES = "02"  # kewenangan kabupaten/kota


def hand_over(books: Books, given: HandOver, *, origin: str, at: datetime, file_base: str) -> HandedOver:
    """Give a NIB, or add a project to one; push the tree. The same reference gets the same answer."""
    if given.reference and (earlier := books.handed_over(given.reference)):
        return earlier
    if origin == PORTAL and not given.reference:
        raise Refusal(BAD_PARAMETER, "Data Parameter Salah: reference")
    if given.permit.needs_verification and given.permit.licence.value == "nib":
        raise Refusal(BAD_PARAMETER, "NIB terbit otomatis dan tidak diverifikasi")
    holder, is_change = registration.holder_for(books, given, at)
    minted = registration.mint(books, at)
    holder.tree = registration.enlarged(holder.tree, given, minted, at, is_change=is_change)
    row = row_of(holder, minted.licence_id)
    permit = PermitBook(
        licence_id=minted.licence_id,
        nib=holder.nib,
        project_id=minted.project_id,
        code="",
        origin=origin,
        reference=given.reference,
        edition=given.activity.edition,
        title=f"{given.activity.kbli} {given.activity.title}",
        authority_code=row.authority_code,
    )
    must_wait = given.permit.needs_verification
    permit.move(statuses.AWAITED if must_wait else statuses.APPROVED, by=SYSTEM, at=at)
    number = "" if must_wait else issuing.give_number(holder, permit, at)
    issuing.tell_tree(books, holder)
    if not must_wait:
        issuing.sign(books, holder, permit, at, file_base)
    books.keep_holder(holder)
    books.keep_permit(permit)
    answer = _answer(holder, permit, number, is_change=is_change)
    if given.reference:
        books.keep_handed_over(answer)
    return answer


def _answer(holder: HolderBook, permit: PermitBook, number: str, *, is_change: bool) -> HandedOver:
    """What the portal learns of its hand-over."""
    row = row_of(holder, permit.licence_id)
    return HandedOver(
        reference=permit.reference,
        nib=holder.nib,
        oss_id=holder.tree.oss_id,
        nib_licence_id=holder.tree.licence_id,
        project_id=permit.project_id,
        licence_id=permit.licence_id,
        permit_code=row.permit_code,
        region=row.region,
        code=permit.code,
        number=number,
        is_change=is_change,
    )


def fulfil(books: Books, given: Fulfilment, *, at: datetime) -> PermitCode:
    """The applicant submits the requirements: 12 → 09. Repeating it changes nothing."""
    return _applicant_acts(books, given, {statuses.AWAITED}, {statuses.UPLOADED}, at)


def correct(books: Books, given: Fulfilment, *, at: datetime) -> PermitCode:
    """The applicant answers: 11 → 09, 41 → 42, 43 → 44. Repeating it changes nothing."""
    asked = set(statuses.ANSWERS_OF_APPLICANT) - {statuses.AWAITED}
    return _applicant_acts(books, given, asked, set(statuses.ANSWERS_OF_APPLICANT.values()), at)


def attach(books: Books, given: Fulfilment) -> None:
    """A pelaku usaha uploads in OSS before he submits there: the files wait in the row, no code moves."""
    permit, holder = both(books, given.licence_id)
    _must_wait(permit, set(statuses.ANSWERS_OF_APPLICANT))
    _put(holder, permit, given)
    books.keep_holder(holder)


def _applicant_acts(books: Books, given: Fulfilment, asked: set[str], done: set[str], at: datetime) -> PermitCode:
    permit, holder = both(books, given.licence_id)
    if permit.code in done:
        return PermitCode(licence_id=permit.licence_id, code=permit.code)
    _must_wait(permit, asked)
    _put(holder, permit, given)
    permit.move(statuses.ANSWERS_OF_APPLICANT[permit.code], by=APPLICANT, at=at)
    if permit.origin == OWN_PAGE:
        _touch(holder, at)
        issuing.tell_tree(books, holder)
    books.keep_holder(holder)
    books.keep_permit(permit)
    return PermitCode(licence_id=permit.licence_id, code=permit.code)


def _must_wait(permit: PermitBook, asked: set[str]) -> None:
    if permit.code not in asked:
        raise Refusal(BAD_PARAMETER, f"Izin berstatus {permit.code} dan tidak menunggu pelaku usaha")


def _put(holder: HolderBook, permit: PermitBook, given: Fulfilment) -> None:
    """The files into the permit's row; a file sent again for a requirement replaces the old one."""
    row = row_of(holder, permit.licence_id)
    sent = {one.requirement_id: one for one in row.requirements}
    sent |= {one.requirement_id: SentFile(**one.model_dump()) for one in given.files}
    with_row(holder, row.model_copy(update={"requirements": list(sent.values())}))


def expire(books: Books, licence_id: str, *, at: datetime, file_base: str) -> PermitCode:
    """Fiktif positif: OSS issues because nobody decided in time. Only ever told by a knob."""
    permit, holder = both(books, licence_id)
    if permit.code == statuses.BY_EXPIRY:
        return PermitCode(licence_id=licence_id, code=permit.code)
    if permit.code not in statuses.RUNNING:
        raise Refusal(BAD_PARAMETER, f"Izin berstatus {permit.code} tidak sedang diproses")
    _issue(books, permit, holder, statuses.BY_EXPIRY, by=SYSTEM, at=at, file_base=file_base)
    return PermitCode(licence_id=licence_id, code=permit.code)


def move(books: Books, licence_id: str, code: str, *, at: datetime) -> PermitCode:
    """Somebody acts in OSS itself, beside every portal. Only ever told by a knob."""
    permit, _holder = both(books, licence_id)
    permit.move(code, by=SYSTEM, at=at)
    books.keep_permit(permit)
    return PermitCode(licence_id=licence_id, code=permit.code)


def decide(books: Books, licence_id: str, code: str, *, at: datetime, file_base: str, note: str = "") -> PermitCode:
    """The ministry (or province) moves a permit that is its own to decide."""
    permit, holder = both(books, licence_id)
    if permit.authority_code in {OFFICE_DECIDES, ""}:
        raise Refusal(BAD_PARAMETER, "Izin ini diputus kabupaten/kota, bukan kementerian")
    if not statuses.may_send(permit.code, code):
        raise Refusal(BAD_PARAMETER, f"Status {code} tidak dapat menyusul {permit.code}")
    if permit.code != code and code == statuses.APPROVED:
        _issue(books, permit, holder, code, by=MINISTRY, at=at, file_base=file_base, note=note)
    elif permit.code != code:
        permit.move(code, by=MINISTRY, at=at, note=note)
        books.keep_permit(permit)
    return PermitCode(licence_id=licence_id, code=permit.code)


def verify_wholly(books: Books, licence_id: str, *, at: datetime, file_base: str) -> PermitCode:
    """The ministry takes the whole way at once: 10 → 20 → 45 → 50, from wherever the file stands."""
    permit, _ = both(books, licence_id)
    code = permit.code
    start = MINISTRY_PATH.index(code) + 1 if code in MINISTRY_PATH else 0
    if code in {statuses.CONFIRMED, statuses.RECONFIRMED, statuses.INSPECTION, statuses.REJECTED}:
        start = MINISTRY_PATH.index(statuses.VERIFIED)
    for step in MINISTRY_PATH[start:]:
        code = decide(books, licence_id, step, at=at, file_base=file_base).code
    return PermitCode(licence_id=licence_id, code=code)


def close_nib(books: Books, nib: str, status: str, document_kind: str, *, at: datetime) -> None:
    """Freeze or revoke a NIB: told by status_nib and tipe_dokumen, since codes 91 and 92 are gone."""
    holder = books.holder(nib)
    if holder is None:
        raise Refusal(BAD_PARAMETER, "Data NIB tidak ditemukan")
    _touch(holder, at)
    holder.tree = holder.tree.model_copy(update={"status_code": status, "document_kind": document_kind})
    issuing.tell_tree(books, holder)
    books.keep_holder(holder)


def open_account(books: Books, given: AccountRequest, *, at: datetime) -> AccountMessage:
    """Hand an OSS account to a pelaku usaha by WhatsApp or e-mail; the pass word stands only in that letter."""
    channel, sent_to = ("WhatsApp", given.phone) if given.phone else ("e-mail", given.email)
    if not sent_to:
        raise Refusal(BAD_PARAMETER, "Nomor WhatsApp atau alamat e-mail wajib diisi")
    username = f"simulasi{books.serial():06d}"
    text = f"SIMULASI. Yth. {given.name}, hak akses OSS Anda: {username}, kata sandi sementara: ubah-{username}."
    books.keep_letter(AccountLetter(at, channel, sent_to, text))
    return AccountMessage(username=username, channel=channel, sent_to=sent_to)


def both(books: Books, licence_id: str) -> tuple[PermitBook, HolderBook]:
    """A permit and its holder; Refusal when OSS knows no such permit."""
    permit = books.permit(licence_id)
    holder = books.holder(permit.nib) if permit else None
    if permit is None or holder is None:
        raise Refusal(BAD_PARAMETER, "Data izin tidak ditemukan")
    return permit, holder


def _issue(
    books: Books,
    permit: PermitBook,
    holder: HolderBook,
    code: str,
    *,
    by: str,
    at: datetime,
    file_base: str,
    note: str = "",
) -> None:
    permit.move(code, by=by, at=at, note=note)
    issuing.give_number(holder, permit, at)
    issuing.sign(books, holder, permit, at, file_base)
    books.keep_holder(holder)
    books.keep_permit(permit)


def _touch(holder: HolderBook, at: datetime) -> None:
    update = {"changed_on": registration.day(at), "document_kind": codes.UPDATE}
    holder.tree = holder.tree.model_copy(update=update)
