"""Filters: money, dates, times, sizes and masked personal data."""

from typing import Any

from django import template

from foundation.ui import formats

register = template.Library()

for write in (
    formats.rupiah,
    formats.tanggal,
    formats.tanggal_pendek,
    formats.hari_tanggal,
    formats.jam,
    formats.tanggal_jam,
    formats.hari_kerja,
    formats.ukuran,
):
    register.filter(write.__name__, write)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or nothing: for tables whose columns are data."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return ""
