"""Reading an export: which sheet it is, its rows by our own names. Bounded in bytes, unpacked size, columns and rows.

Headers as the dashboards export them (Izin: "Id Permohonan Izin", …; Proyek: "id_proyek", …); spelling, case and
signs do not matter. Excel drops leading zeros of a NIB and turns dates into numbers: both are put right.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO, Any

from django.utils.translation import gettext as _

from foundation.identity import nib as nibs
from foundation.identity.digits import IdentityError
from oss_bridge.contract.reading import plain
from oss_bridge.models import Import

MOST_BYTES, MOST_UNPACKED = 10 * 1024 * 1024, 100 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 60
BROKEN = (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError,
          EOFError, RuntimeError)  # fmt: skip
EXCEL_DAY_ZERO = date(1899, 12, 30)
PERMITS = {
    "idpermohonanizin": "id_izin", "namaperusahaan": "name", "nib": "nib", "dayoftanggalterbitoss": "nib_on",
    "kabkota": "regency", "idproyek": "id_proyek", "kdresiko": "risk", "kbli": "kbli", "dayoftglizin": "issued_on",
    "uraianjenisperizinan": "kind", "namadokumen": "document", "uraiankewenangan": "authority",
    "uraianstatusrespon": "status", "kewenangan": "authority_short",
}  # fmt: skip
PROJECTS = {
    "idproyek": "id_proyek", "nib": "nib", "namaperusahaan": "name", "dayoftanggalpengajuanproyek": "filed_on",
    "alamatusaha": "address", "kelurahanusaha": "village", "kecamatanusaha": "district", "kabkotausaha": "regency",
    "longitude": "longitude", "latitude": "latitude", "kbli": "kbli", "judulkbli": "title",
    "uraianskalausaha": "scale", "jumlahinvestasi": "investment", "tki": "workers",
}  # fmt: skip
NEEDED = {Import.Sheet.PERMITS: ("id_izin", "nib"), Import.Sheet.PROJECTS: ("id_proyek", "nib")}
NAMES = {Import.Sheet.PERMITS: PERMITS, Import.Sheet.PROJECTS: PROJECTS}


class SheetRefused(ValueError):
    """This workbook is not taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet: its number in Excel, and its cells by our names."""

    number: int
    cells: dict[str, Any]

    def text(self, name: str) -> str:
        """A cell as text without blanks around it; whole numbers without ``.0``."""
        value = self.cells.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    @property
    def nib(self) -> str:
        """Thirteen digits. Raises IdentityError."""
        return nibs.normalise(self.text("nib").zfill(13))


def read(file: IO[bytes], size: int) -> tuple[Import.Sheet, Iterator[Row]]:
    """Which export this is, and its rows. Raises SheetRefused, also in the middle of the rows."""
    check_size(file, size)
    lines = whole(file)
    for number, line in enumerate(lines, start=1):
        if (found := headed(line)) is not None:
            return found[0], rows(lines, found[1], number)
        if number >= 10:
            break
    raise SheetRefused(
        _("Baris judul tidak dikenali. Unggah ekspor “Izin” atau “Proyek” dari dasbor OSS tanpa mengubahnya.")
    )


def whole(file: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    """The lines of the first sheet. Raises SheetRefused where the workbook breaks off, is locked or was invented."""
    from openpyxl import load_workbook  # noqa: PLC0415 - brings numpy: 20 MB that only reading processes pay
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS + 2)
    except (InvalidFileException, *BROKEN) as broken:
        raise SheetRefused(
            _("Berkas ini bukan buku kerja Excel (.xlsx) yang utuh. Ekspor ulang dari dasbor OSS.")
        ) from broken


def check_size(file: IO[bytes], size: int) -> None:
    """Refuse what is too large, packed or unpacked, before it is opened."""
    if size > MOST_BYTES:
        raise SheetRefused(
            _("Berkas lebih besar dari 10 MB. Ekspor per tahun atau per kecamatan, lalu unggah satu per satu.")
        )
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as broken:
        raise SheetRefused(_("Berkas ini bukan buku kerja Excel (.xlsx). Ekspor ulang dari dasbor OSS.")) from broken
    if unpacked > MOST_UNPACKED:
        raise SheetRefused(
            _("Isi berkas terlalu besar. Ekspor per tahun atau per kecamatan, lalu unggah satu per satu.")
        )
    file.seek(0)


def headed(line: tuple[Any, ...]) -> tuple[Import.Sheet, dict[int, str]] | None:
    """Is this the line of headers? Then which sheet, and which column carries what."""
    words = {place: plain(str(cell)) for place, cell in enumerate(line) if cell is not None}
    for sheet, names in NAMES.items():
        columns = {place: names[word] for place, word in words.items() if word in names}
        if set(NEEDED[sheet]) <= set(columns.values()):
            return sheet, columns
    return None


def rows(lines: Iterator[tuple[Any, ...]], columns: dict[int, str], header: int) -> Iterator[Row]:
    """The lines below the headers that say anything. Raises SheetRefused beyond the most."""
    for number, line in enumerate(lines, start=header + 1):
        if number - header > MOST_ROWS:
            raise SheetRefused(
                _("Lebih dari 20.000 baris. Ekspor per tahun atau per kecamatan, lalu unggah satu per satu.")
            )
        cells = {name: line[place] for place, name in columns.items() if place < len(line)}
        if any(value not in (None, "") for value in cells.values()):
            yield Row(number, cells)


def day(value: Any) -> date | None:
    """A date as Excel or the dashboard writes it: a date, a serial number, ``dd/mm/yy`` or ``yyyy-mm-dd``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and 0 < value < 80_000:
        return EXCEL_DAY_ZERO + timedelta(days=int(value))
    for form in ("%d/%m/%y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value or "").strip(), form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    return None


__all__ = ["IdentityError", "Row", "SheetRefused", "day", "read"]
