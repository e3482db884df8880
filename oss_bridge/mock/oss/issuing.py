"""Giving numbers and signed files: what happens at OSS when a permit is issued, by whomever."""

from datetime import datetime

from oss_bridge.contract import identifiers, methods
from oss_bridge.contract.permits import FilePush
from oss_bridge.contract.quirks import as_oss_writes
from oss_bridge.mock.oss.books import Books, FileBook, HolderBook, PermitBook, row_of, with_row
from oss_bridge.mock.oss.papers import paper


def give_number(holder: HolderBook, permit: PermitBook, at: datetime) -> str:
    """The permit's number: given once, the NIB and four digits; asked again, the same."""
    row = row_of(holder, permit.licence_id)
    if row.number:
        return row.number
    holder.numbers_given += 1
    number = identifiers.mint_number(holder.nib, holder.numbers_given)
    today = at.astimezone(identifiers.WIB).date()
    with_row(holder, row.model_copy(update={"number": number, "issued_on": today}))
    return number


def sign(books: Books, holder: HolderBook, permit: PermitBook, at: datetime, file_base: str) -> str:
    """Sign a fresh file for a permit, remember it, tell the office where it lies; returns the address."""
    row = row_of(holder, permit.licence_id)
    file_id = identifiers.mint("file", at, books.serial())
    lines = (f"Nomor: {row.number}", f"NIB: {holder.nib}", f"Nama: {holder.tree.name}", f"Izin: {permit.licence_id}")
    books.keep_file(FileBook(file_id, permit.licence_id, f"SIMULASI-{file_id}.pdf", "pdf", paper(row.name, lines)))
    permit.file_id = file_id
    url = file_url(file_base, file_id)
    with_row(holder, row.model_copy(update={"file_url": url}))
    push = FilePush(licence_id=permit.licence_id, nib=holder.nib, url=url)
    books.post(methods.RECEIVE_FILE.name, holder.nib, methods.RECEIVE_FILE.encode(push))
    return url


def tell_tree(books: Books, holder: HolderBook) -> None:
    """Push the holder's tree to the office, with OSS's own blemishes."""
    body = {methods.RECEIVE_NIB.wrappers[0]: as_oss_writes(holder.tree.wire())}
    books.post(methods.RECEIVE_NIB.name, holder.nib, body)


def file_url(file_base: str, file_id: str) -> str:
    """The address of a file on OSS's file host."""
    return f"{file_base}/file/download/{file_id}"
