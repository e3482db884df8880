"""Reading a recap sheet as offices keep it: one row per respondent, columns U1 to U9, totals at the bottom.

Pure: bytes in, rows out, or a list of faults by row. Nothing is guessed: a 5, an empty cell or a missing column is
a fault, and one fault refuses the whole sheet.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from foundation.identity.digits import whole_number

MOST_ROWS, MOST_FAULTS, HEADER_WITHIN = 20_000, 50, 30
HEAD = re.compile(r"^u\s*([1-9])\b", re.IGNORECASE)
SUMMARY = re.compile(r"^\s*(jumlah|total|nrr|nilai|ikm|Σ|sum|rata|bobot|indeks|mutu|\*)", re.IGNORECASE)
NAMES = {
    "jenis kelamin": "sex", "l/p": "sex", "jk": "sex", "usia": "age", "umur": "age", "pendidikan": "education",
    "pekerjaan": "occupation", "tanggal": "day", "saran": "suggestion",
}  # fmt: skip
AGES = ((20, "-19"), (30, "20-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"), (200, "60-"))
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Line:
    """One respondent: ``number`` is the row in the file, counted from 1; ``scores`` in the order U1 to U9."""

    number: int
    scores: tuple[int, ...]
    traits: dict[str, str]
    day: date | None
    suggestion: str


@dataclass(slots=True)
class Reading:
    """What came out. Lines count only when ``faults`` is empty. A fault is (row or 0, column, what stands there)."""

    lines: list[Line] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """UTF-8 with or without mark, else what Excel on Windows writes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(data: bytes) -> Reading:
    """All lines or all faults of a CSV (comma, semicolon or tab)."""
    text, found = text_of(data), Reading()
    first = next((line for line in text.splitlines() if "u1" in line.lower().replace(" ", "")), text[:500])
    mark = max(";,\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    at, columns = heading(rows)
    found.missing = [f"U{n}" for n in range(1, 10) if f"U{n}" not in columns]
    if found.missing:
        return found
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = [cell.strip() for cell in row]
        first_cell = next((cell for cell in cells if cell), "")
        if not first_cell:
            continue
        if SUMMARY.match(first_cell):
            break
        take_line(found, number, cells, columns)
        if len(found.faults) >= MOST_FAULTS or len(found.lines) > MOST_ROWS:
            break
    return found


def heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Where the header stands and which column holds what; the row with the most U-columns wins."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            if found := HEAD.match(cell.strip()):
                columns.setdefault(f"U{found[1]}", place)
            elif name := NAMES.get(cell.strip().lower()):
                columns.setdefault(name, place)
        if sum(name[0] == "U" for name in columns) > sum(name[0] == "U" for name in best[1]):
            best = (at, columns)
    return best


def take_line(found: Reading, number: int, cells: list[str], columns: dict[str, int]) -> None:
    """One row: kept, or its faults noted."""
    values = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    before = len(found.faults)
    scores = []
    for n in range(1, 10):
        cell = values[f"U{n}"].replace(",", ".")
        if cell in {"1", "2", "3", "4", "1.0", "2.0", "3.0", "4.0"}:
            scores.append(int(cell[0]))
        else:
            found.faults.append((number, f"U{n}", values[f"U{n}"]))
    day = None
    if values.get("day"):
        day = day_of(values["day"])
        if day is None:
            found.faults.append((number, "Tanggal", values["day"]))
    if len(found.faults) == before:
        found.lines.append(Line(number, tuple(scores), traits_of(values), day, values.get("suggestion", "")))


def day_of(text: str) -> date | None:
    """A date as offices write it."""
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a date, no moment
        except ValueError:
            continue
    return None


def traits_of(values: dict[str, str]) -> dict[str, str]:
    """What the sheet says of a respondent, in our words; what cannot be read is left out."""
    told = {}
    sex = values.get("sex", "").strip().upper()[:1]
    if sex in {"L", "P"}:
        told["sex"] = sex
    age = whole_number(values.get("age", ""), longest=3)
    if age is not None:
        told["age"] = next((band for limit, band in AGES if age < limit), "")
    school = values.get("education", "").strip().upper().replace("-", "").replace(" ", "")
    known = {"SD": "SD", "SMP": "SMP", "SLTP": "SMP", "SMA": "SMA", "SMK": "SMA", "SLTA": "SMA", "SMA/SMK": "SMA",
             "D1": "D", "D2": "D", "D3": "D", "D4": "D", "S1": "S1", "S2": "S2", "S3": "S3"}  # fmt: skip
    told["education"] = known.get(school, "")
    work = values.get("occupation", "").strip().upper()
    jobs = {"PNS": "PNS", "ASN": "PNS", "TNI": "TNI", "POLRI": "POLRI", "SWASTA": "SWASTA", "PEGAWAI SWASTA": "SWASTA",
            "KARYAWAN SWASTA": "SWASTA", "WIRAUSAHA": "USAHA", "WIRASWASTA": "USAHA", "LAINNYA": "LAIN"}  # fmt: skip
    told["occupation"] = jobs.get(work, "")
    return {name: value for name, value in told.items() if value}
