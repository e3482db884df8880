"""LAPOR!'s sheet: text in, rows by our names out; and back. Pure: no database, no request.

The headings are data (``LaporWord``): a heading is recognised whatever its case, spaces or order. Columns that we
do not know are left alone. A cell that a spreadsheet would calculate is written as text.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

MOST_ROWS = 500
MOST_BYTES = 4 * 1024 * 1024
NEEDED = ("lapor_id", "text")
ENCODINGS = ("utf-8-sig", "cp1252")
CALCULATES = ("=", "+", "-", "@", "\t", "\r")
JAKARTA = ZoneInfo("Asia/Jakarta")
DAYS_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y", "%d.%m.%Y")
MONTHS = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
          "november", "desember")  # fmt: skip
SPOKEN = re.compile(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})(?:[ ,]+(\d{1,2})[.:](\d{2}))?", re.IGNORECASE)
YES = frozenset({"ya", "y", "yes", "true", "1", "anonim", "rahasia"})


class SheetRefused(Exception):
    """A sheet that cannot be read. ``str()`` says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report. ``line`` is its line in the sheet (the heading is line 1); ``cells`` by our names."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A cell, "" when the sheet has no such column."""
        return self.cells.get(name, "")


def plain(text: str) -> str:
    """A heading or word to compare by: small letters, one space, no accents around it."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().replace("_", " ").split())


def decoded(data: bytes) -> str:
    """The text of a file. Raises SheetRefused."""
    if len(data) > MOST_BYTES:
        raise SheetRefused(_("Berkas lebih dari 4 MB. Bagi menjadi beberapa berkas CSV."))
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        raise SheetRefused(_("Ini berkas Excel. Buka, pilih “Simpan sebagai CSV (UTF-8)”, lalu unggah CSV-nya."))
    if b"\0" in data:
        raise SheetRefused(_("Berkas ini bukan CSV. Unduh lagi dari LAPOR! sebagai CSV."))
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(_("Huruf di berkas ini tidak terbaca. Simpan ulang sebagai CSV (UTF-8)."))


def read(data: bytes, headings: Mapping[str, Sequence[str]]) -> list[Row]:
    """The reports of a sheet. ``headings``: our name -> headings it may have. Raises SheetRefused."""
    text = decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t|", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        table = [(lines.line_num, cells) for cells in lines if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise SheetRefused(
            _("Susunan CSV ini rusak. Unduh lagi dari LAPOR!, jangan diubah dengan program lain.")
        ) from None
    if len(table) < 2:
        raise SheetRefused(_("Berkas ini tidak berisi laporan."))
    if len(table) - 1 > MOST_ROWS:
        raise SheetRefused(_("Paling banyak %(most)d laporan sekali unggah. Bagi berkasnya.") % {"most": MOST_ROWS})
    places = placed(table[0][1], headings)
    return [
        Row(number, {name: said(cells[at]) if at < len(cells) else "" for name, at in places.items()})
        for number, cells in table[1:]
    ]


def placed(heading: Sequence[str], headings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """In which column each of our names stands. Raises SheetRefused with the missing headings."""
    found = {plain(words): at for at, words in reversed(list(enumerate(heading)))}
    places = {
        name: next(found[plain(words)] for words in known if plain(words) in found)
        for name, known in headings.items()
        if any(plain(words) in found for words in known)
    }
    if missing := [headings[name][0] for name in NEEDED if name not in places]:
        raise SheetRefused(_("Kolom %(columns)s tidak ada di berkas ini.") % {"columns": ", ".join(missing)})
    return places


def said(cell: str) -> str:
    """A cell as it was meant: the mark that keeps a spreadsheet from calculating is taken off."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(CALCULATES) else cell


def moment(text: str) -> datetime | None:
    """When a report came in, from any of the usual spellings (WIB); None when it is none of them."""
    text = text.strip()
    if spoken := SPOKEN.fullmatch(text):
        day, month, year, hour, minute = spoken.groups()
        if month.lower() not in MONTHS:
            return None
        return made(int(year), MONTHS.index(month.lower()) + 1, int(day), int(hour or 0), int(minute or 0))
    for shape in DAYS_FIRST:
        try:
            return datetime.strptime(text, shape).replace(tzinfo=JAKARTA)
        except ValueError:
            continue
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=JAKARTA)


def made(year: int, month: int, day: int, hour: int, minute: int) -> datetime | None:
    """A moment in WIB, None when there is no such day."""
    try:
        return datetime(year, month, day, hour, minute, tzinfo=JAKARTA)
    except ValueError:
        return None


def is_yes(text: str) -> bool:
    """Does this cell say yes?"""
    return plain(text) in YES


def safe(value: object) -> str:
    """A cell that no spreadsheet calculates."""
    text = str(value)
    return f"'{text}" if text.startswith(CALCULATES) else text


def write(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A sheet as LAPOR!'s users open it: UTF-8 with a mark, so that letters survive."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    sheet.writerow([safe(words) for words in heading])
    sheet.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def written(at: datetime | None) -> str:
    """A moment as the sheet has it: 24/11/2026 10:42."""
    return at.astimezone(JAKARTA).strftime("%d/%m/%Y %H:%M") if at else ""
