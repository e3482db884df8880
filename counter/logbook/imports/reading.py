"""Opening somebody's workbook: small enough, a workbook indeed, its heading line found. Never trusted."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LOOKED_AT = 20_000, 60, 1000, 15
Line = tuple[Any, ...]
#: What reading a broken, locked or invented workbook raises, from the archive up to a single cell.
BROKEN = (SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, RuntimeError,
          zipfile.BadZipFile, zlib.error)  # fmt: skip


class NotReadable(ValueError):
    """The workbook cannot be used; the text is a sentence."""


#: Field -> words by which old books head it. The first match wins; all in lower case without signs.
HEADINGS: dict[str, tuple[str, ...]] = {
    "day": ("tanggal", "tgl", "hari tanggal", "tanggal layanan", "tgl layanan"),
    "start": ("jam mulai", "mulai", "jam", "pukul", "waktu"),
    "end": ("jam selesai", "selesai", "sampai"),
    "minutes": ("lama", "durasi", "lama menit", "durasi menit"),
    "sigap": ("nomor entri sigap", "no sigap", "nomor sigap", "no entri", "no entri sigap"),
    "ticket_label": ("nomor antrean", "no antrean", "no antrian", "nomor antrian", "antrean"),
    "window": ("loket", "nomor loket", "no loket"),
    "officer_name": ("petugas", "nama petugas", "petugas pelayanan"),
    "channel": ("saluran", "kanal", "cara layanan", "jenis layanan bantuan"),
    "place": ("tempat", "lokasi", "desa"),
    "person_name": ("nama", "nama pemohon", "pemohon", "nama orang"),
    "service": ("layanan", "jenis layanan", "jenis izin", "keperluan", "perihal"),
    "kbli": ("kbli", "kode kbli"),
    "kbli_edition": ("edisi kbli", "tahun kbli"),
    "file_number": ("nomor permohonan", "no permohonan"),
    "nib": ("nib", "nomor nib"),
    "result": ("hasil", "status", "hasil layanan"),
    "documents": ("dokumen diserahkan", "dokumen", "dokumen yang diserahkan"),
    "note": ("catatan", "keterangan", "ket"),
}
REQUIRED = ("day", "service")


def check_size(size: int) -> None:
    """Raises NotReadable for what is too large to read."""
    if size > MOST_BYTES:
        raise NotReadable(_("Berkas terlalu besar (paling besar 10 MB). Bagi bukunya per tahun."))


def check_archive(file: BinaryIO) -> None:
    """Is it an .xlsx that unpacks to a bearable size? Raises NotReadable."""
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise NotReadable(
            _("Ini bukan buku kerja Excel (.xlsx). Simpan ulang sebagai .xlsx, lalu unggah lagi.")
        ) from None
    if "xl/workbook.xml" not in names:
        raise NotReadable(_("Ini bukan buku kerja Excel (.xlsx). Simpan ulang sebagai .xlsx, lalu unggah lagi."))
    if unpacked > MOST_UNPACKED:
        raise NotReadable(_("Isi berkas terlalu besar. Bagi bukunya per tahun."))


def lines(path: Path) -> Iterator[Line]:
    """The lines of the first sheet, values only, within bounds. Raises NotReadable, also in the middle of a sheet."""
    try:
        with path.open("rb") as file:  # closed also when the library stumbles before it has a book
            yield from unguarded(file)
    except NotReadable:
        raise
    except BROKEN:
        raise NotReadable(_("Buku kerja ini rusak. Buka di Excel, simpan ulang, lalu unggah lagi.")) from None


def unguarded(file: BinaryIO) -> Iterator[Line]:
    """The same, with whatever the library raises for a broken sheet."""
    from openpyxl import load_workbook  # noqa: PLC0415 - brings numpy: 50 MB that only reading processes pay
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except InvalidFileException as broken:
        raise ValueError from broken
    with closing(book):
        sheet: Any = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise NotReadable(_("Buku kerja ini tidak punya lembar."))
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        for number, line in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)):
            if number > MOST_ROWS + LOOKED_AT:
                raise NotReadable(_("Lebih dari 20.000 baris. Bagi bukunya per tahun."))
            yield tuple(bounded(value) for value in line)


def check_lines(path: Path) -> None:
    """Read it once to its end: what is broken or too long is said at once. Raises NotReadable."""
    for _line in lines(path):
        pass


def bounded(value: Any) -> Any:
    """No cell is endless."""
    return value[:LONGEST_CELL] if isinstance(value, str) else value


def plain(value: Any) -> str:
    """A heading as it is compared."""
    return re.sub(r"[^a-z0-9]+", " ", str(value or "").lower()).strip()


def heading_line(path: Path) -> tuple[int, list[str]]:
    """Number (from 1) and cells of the line that heads the columns: at least two headings match; else the first."""
    known = {word for words in HEADINGS.values() for word in words}
    best, found = 1, (1, [""])
    for number, line in enumerate(islice(lines(path), LOOKED_AT), start=1):
        score = sum(plain(cell) in known for cell in line)
        if score > best or number == 1:
            best, found = max(score, best), (number, [str(cell or "")[:60] for cell in line])
    while found[1] and not found[1][-1]:
        found[1].pop()
    return found


def guess(headings: list[str]) -> dict[str, int]:
    """Which column holds which field, by the headings; each column at most once."""
    said = [plain(heading) for heading in headings]
    mapping: dict[str, int] = {}
    for field, words in HEADINGS.items():
        for word in words:
            if word in said and said.index(word) not in mapping.values():
                mapping[field] = said.index(word)
                break
    return mapping
