"""How a row is told on screens and on paper."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from foundation.ui.formats import tanggal_pendek

LATE = timedelta(minutes=15)
LONGEST = 90


def is_late(row: Any) -> bool:
    """Was it written into the book well after it happened?"""
    return row.ended_at is not None and row.recorded_at - row.ended_at > LATE and not row.corrects_id


def said(value: Any, form: str, *, whole: bool = False) -> str:
    """A cell as people read it in a list; ``whole`` leaves a long text as it is."""
    if value is None or value == "":
        return "–"
    if form == "time" and isinstance(value, datetime):
        return f"{value:%H.%M}"
    if form == "moment":
        return f"{tanggal_pendek(value)} {value:%H.%M}"
    if isinstance(value, date):
        return tanggal_pendek(value)
    text = str(value)
    return text if whole or len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def remark(row: Any) -> str:
    """What a line says of itself under its number: running, late with both times, a correction, replaced."""
    words = []
    if row.ended_at is None:
        words.append(gettext("masih berjalan"))
    if row.corrects_id:
        words.append(gettext("koreksi"))
    if getattr(row, "is_replaced", False):
        words.append(gettext("sudah dikoreksi"))
    if is_late(row):
        recorded = f"{tanggal_pendek(row.recorded_at)} {timezone.localtime(row.recorded_at):%H.%M}"
        words.append(gettext("dicatat %(moment)s") % {"moment": recorded})
    return " · ".join(words)
