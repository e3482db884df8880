"""A line of an old book as a row of ours, or the sentences that say why not. Nothing is guessed into it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from counter.logbook.columns import OFFICE_TIME
from counter.logbook.imports.reading import Line, plain
from counter.logbook.terms import Channel, Result
from foundation.identity import nib
from foundation.identity.digits import IdentityError, whole_number
from foundation.identity.text import clean_text
from foundation.secrets.index import blind_index

DAY_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y")
EXCEL_BEGIN = date(1899, 12, 30)
CHANNEL_WORDS = {
    "mandiri": Channel.SELF, "mandiri di kantor": Channel.SELF, "berbantuan": Channel.ASSISTED,
    "bantuan": Channel.ASSISTED, "loket": Channel.ASSISTED, "bergerak": Channel.MOBILE, "keliling": Channel.MOBILE,
    "wa": Channel.WHATSAPP, "whatsapp": Channel.WHATSAPP, "telepon": Channel.PHONE, "telpon": Channel.PHONE,
    "telp": Channel.PHONE, "informasi": Channel.INFORMATION, "meja informasi": Channel.INFORMATION,
}  # fmt: skip
RESULT_WORDS = {
    "selesai": Result.DONE, "terbit": Result.DONE, "ok": Result.DONE, "lanjut": Result.CONTINUES,
    "dilanjutkan": Result.CONTINUES, "dilanjutkan lain waktu": Result.CONTINUES, "proses": Result.CONTINUES,
    "dirujuk": Result.REFERRED, "diarahkan ke instansi lain": Result.REFERRED, "belum lengkap": Result.INCOMPLETE,
    "berkas belum lengkap": Result.INCOMPLETE, "kurang": Result.INCOMPLETE, "batal": Result.ABANDONED,
    "batal atau ditinggalkan": Result.ABANDONED, "tidak datang": Result.NO_SHOW,
}  # fmt: skip
LENGTHS = {
    "ticket_label": 20, "window": 60, "officer_name": 200, "place": 120, "person_name": 200, "service": 150,
    "kbli_edition": 4, "file_number": 20, "documents": 500, "note": 1000, "sigap": 40,
}  # fmt: skip


@dataclass
class Read:
    """What a line became: ``facts`` of a row (columns of Visit, and "sigap"), or ``problems`` in sentences."""

    number: int  # of the line in the sheet, from 1
    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The same facts give the same digest: a row comes in once, whichever file holds it."""
        return blind_index("logbook.import", "\x1f".join(f"{name}={self.facts[name]}" for name in sorted(self.facts)))


def read(line: Line, number: int, mapping: dict[str, int]) -> Read | None:
    """One line; None for an empty one."""
    cells = {name: line[place] if place < len(line) else None for name, place in mapping.items()}
    if all(value in {None, ""} for value in cells.values()):
        return None
    found = Read(number)
    for name, longest in LENGTHS.items():
        text = clean_text(text_of(cells.get(name)))
        if len(text) > longest:
            found.problems.append(_("Kolom %(field)s terlalu panjang.") % {"field": name})
        found.facts[name] = text[:longest]
    if not found.facts["service"]:
        found.problems.append(_("Layanan kosong."))
    times(found, cells)
    words(found, cells)
    numbers(found, cells)
    return found


def times(found: Read, cells: dict[str, Any]) -> None:
    """Day, hours, length. A book without hours gives midnight and no length."""
    day = day_of(cells.get("day"))
    if day is None:
        found.problems.append(_("Tanggal tidak terbaca: “%(cell)s”.") % {"cell": str(cells.get("day") or "")[:30]})
        return
    if day > timezone.localdate():
        found.problems.append(_("Tanggal belum tiba."))
    start, end = time_of(cells.get("start")), time_of(cells.get("end"))
    begun = datetime.combine(day, start or time.min, tzinfo=OFFICE_TIME)
    ended = datetime.combine(day, end, tzinfo=OFFICE_TIME) if end else begun
    minutes = whole_number(text_of(cells.get("minutes")).split(" ")[0])
    if not end and minutes is not None and minutes < 24 * 60:
        ended = begun + timedelta(minutes=minutes)
    if ended < begun:
        found.problems.append(_("Jam selesai lebih awal daripada jam mulai."))
    found.facts |= {"started_at": begun, "ended_at": ended}


def words(found: Read, cells: dict[str, Any]) -> None:
    """Channel and result in our words; what the book does not say is berbantuan and selesai."""
    for name, known, usual in (("channel", CHANNEL_WORDS, Channel.ASSISTED), ("result", RESULT_WORDS, Result.DONE)):
        said = plain(cells.get(name))
        value = known.get(said) if said else usual
        if value is None:
            wrong = {"field": _("Saluran") if name == "channel" else _("Hasil"), "cell": str(cells.get(name))[:30]}
            found.problems.append(_("%(field)s “%(cell)s” tidak dikenal.") % wrong)
        found.facts[name] = str(value or "")


def numbers(found: Read, cells: dict[str, Any]) -> None:
    """KBLI of five digits, NIB of thirteen; zeros that a sheet swallowed come back."""
    kbli, number = text_of(cells.get("kbli")).strip(), text_of(cells.get("nib")).strip()
    is_code = whole_number(kbli, longest=5) is not None
    if kbli and not is_code:
        found.problems.append(_("KBLI “%(cell)s” bukan lima angka.") % {"cell": kbli[:20]})
    found.facts["kbli"] = kbli.zfill(5) if is_code else ""
    found.facts["nib"] = ""
    if number:
        try:
            found.facts["nib"] = nib.normalise(number.zfill(13) if number.isdigit() else number)
        except IdentityError as no:
            found.problems.append(f"NIB: {no}")


def text_of(value: Any) -> str:
    """A cell as text: 85571.0 is 85571."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def day_of(value: Any) -> date | None:
    """A day from a real date, an Excel number or a text such as 24/11/2023."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and 20_000 < value < 80_000:
        return EXCEL_BEGIN + timedelta(days=int(value))
    text = str(value or "").strip()
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def time_of(value: Any) -> time | None:
    """A time of day from a real time, a fraction of a day or a text such as 08.30."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    before, _dot, rest = str(value or "").strip().replace(":", ".").partition(".")
    hour, minute = whole_number(before), whole_number(rest[:2] or "0")
    if hour is None or minute is None or hour >= 24 or minute >= 60:
        return None
    return time(hour, minute)
