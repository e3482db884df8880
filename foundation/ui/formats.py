"""How this house writes money, dates and times, whatever the browser's language."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone, translation
from django.utils.dateformat import format as write_date
from django.utils.translation import gettext, ngettext

ZONES = {7 * 3600: "WIB", 8 * 3600: "WITA", 9 * 3600: "WIT"}


def rupiah(value: Any) -> str:
    """``75000000`` as ``Rp75.000.000``; cents only when there are any. What is no number is empty."""
    try:
        amount = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return ""
    if not amount.is_finite():
        return ""
    digits = 0 if amount == amount.to_integral_value() else 2
    written = f"{abs(amount):,.{digits}f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if amount < 0 else ''}Rp{written}"


def local(value: datetime) -> datetime:
    """An aware moment in the office's zone; a naive one as it is."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def tanggal(value: date | datetime | None) -> str:
    """``24 November 2026``; month names follow the page's language."""
    if not isinstance(value, date):
        return ""
    return write_date(local(value) if isinstance(value, datetime) else value, "j F Y")


def tanggal_pendek(value: date | datetime | None) -> str:
    """``24 Nov 2026``, for tables."""
    if not isinstance(value, date):
        return ""
    return write_date(local(value) if isinstance(value, datetime) else value, "j M Y")


def hari_tanggal(value: date | datetime | None) -> str:
    """``Selasa, 24 November 2026``."""
    if not isinstance(value, date):
        return ""
    return write_date(local(value) if isinstance(value, datetime) else value, "l, j F Y")


def jam(value: datetime | time | None) -> str:
    """``10.42 WIB``; a bare time of day has no zone: ``10.42``."""
    if isinstance(value, datetime):
        here = local(value)
        offset = here.utcoffset()
        zone = ZONES.get(int(offset.total_seconds()), "") if offset is not None else ""
        return f"{here:%H.%M} {zone}".rstrip()
    return f"{value:%H.%M}" if isinstance(value, time) else ""


def tanggal_jam(value: datetime | None) -> str:
    """``24 November 2026, 10.42 WIB``."""
    return f"{tanggal(value)}, {jam(value)}" if isinstance(value, datetime) else ""


def hari_kerja(days: Any) -> str:
    """``5 hari kerja`` ("5 working days" on an English page)."""
    try:
        number = int(days)
    except (TypeError, ValueError):
        return ""
    return ngettext("%(number)s hari kerja", "%(number)s hari kerja", number) % {"number": number}


def ukuran(size: Any) -> str:
    """Bytes as people read them: ``412 KB``, ``3,4 MB``."""
    try:
        number = float(size)
    except (TypeError, ValueError):
        return ""
    if number < 1000:
        return gettext("%(number)d bita") % {"number": number}
    if number < 1_000_000:
        return f"{number / 1000:.0f} KB"
    point = "." if (translation.get_language() or "").startswith("en") else ","
    return f"{number / 1_000_000:.1f} MB".replace(".", point)
