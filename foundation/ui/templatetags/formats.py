"""Filters: money, dates, times, sizes and masked personal data."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

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
def asli(text: Any) -> Any:
    """Words that stay Indonesian on every page (titles of KBLI, names of agencies): marked so on an English page."""
    if not text or is_indonesian():
        return text
    return format_html('<span lang="id">{}</span>', text)


@register.simple_tag
def original() -> SafeString:
    """The same for a whole element: ``<h1{% original %}>``."""
    return SafeString("" if is_indonesian() else ' lang="id"')


def is_indonesian() -> bool:
    """Is the page in the language of its data?"""
    return (get_language() or "id").startswith("id")


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or nothing: for tables whose columns are data."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return ""
