"""Components about files: upload card, file row, verdict group, QR box, drop box for a hash check."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import segno
from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.ui.templatetags.ui import known

register = template.Library()

VERDICTS = (
    ("sesuai", _("Sesuai"), "good", "1"),
    ("perbaiki", _("Perbaiki"), "action", "2"),
    ("tidak_sesuai", _("Tidak sesuai"), "bad", "3"),
)
MEGABYTE = 1_000_000


@register.simple_block_tag
def upload_card(
    content: SafeString,
    *,
    title: Any,
    state: Any = "",
    tone: str = "neutral",
    hint: Any = "",
    fix: Any = "",
    id: str = "",
    level: int = 2,
) -> SafeString:
    """One requirement: its name, state, what is wrong (``fix``), and inside it file rows and an ``upload_form``."""
    names = {"title": title, "state": state, "tone": known(tone), "hint": hint, "fix": fix, "id": id}
    names["level"] = level
    return render_to_string("components/upload_card.html", {"content": content, **names})


@register.inclusion_tag("components/upload_form.html", takes_context=True)
def upload_form(
    context: Any,
    action: str,
    *,
    id: str,
    name: str = "berkas",
    label: Any = _("Pilih berkas"),
    accept: str = ".pdf,.jpg,.jpeg,.png,application/pdf,image/*",
    max_bytes: int = 20 * MEGABYTE,
    error: Any = "",
    camera: bool = True,
) -> dict[str, Any]:
    """A form of its own for one file: works without JavaScript; with it shows progress and shrinks photos first."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "action": action,
        "id": id,
        "name": name,
        "label": label,
        "accept": accept,
        "max_bytes": str(max_bytes),
        "max_mb": max_bytes // MEGABYTE,
        "error": error,
        "camera": camera,
    }


@register.simple_block_tag
def file_row(
    content: SafeString, *, name: Any, url: str = "", meta: Any = "", state: Any = "", tone: str = "neutral"
) -> SafeString:
    """One uploaded file; inside it the buttons that may be pressed ("Ganti", "Hapus")."""
    names = {"name": name, "url": url, "meta": meta, "state": state, "tone": known(tone)}
    return render_to_string("components/file_row.html", {"content": content, **names})


@register.inclusion_tag("components/verdict.html")
def verdict(
    name: str, *, value: str = "", legend: Any = _("Keputusan"), choices: Any = None, error: Any = ""
) -> dict[str, Any]:
    """Sesuai / Perbaiki / Tidak sesuai as three radios with the keys 1, 2, 3. ``choices`` replaces them:
    ``(value, label, tone)`` each."""
    rows = [(*row, str(number)) for number, row in enumerate(choices, 1)] if choices else VERDICTS
    options = [{"value": v, "label": text, "tone": known(tone), "key": key} for v, text, tone, key in rows]
    return {"name": name, "value": str(value), "legend": legend, "options": options, "error": error}


@register.inclusion_tag("components/qr.html")
def qr_box(text: str, *, caption: Any = "", label: Any = _("Kode QR")) -> dict[str, Any]:
    """A QR code as inline SVG (no request, no data: image). ``caption`` says where it leads."""
    code = segno.make(text, error="m", micro=False)
    rows = tuple(code.matrix)
    return {"path": "".join(runs(rows)), "size": str(len(rows) + 8), "caption": caption, "label": label}


def runs(rows: Iterable[Iterable[int]]) -> Iterator[str]:
    """SVG path commands: one rectangle for each run of dark squares in a row."""
    for y, row in enumerate(rows):
        x = 0
        for dark, squares in groupby(row, key=bool):
            width = len(list(squares))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width


@register.inclusion_tag("components/hash_check.html")
def hash_check(sha256: str, *, id: str = "periksa-berkas") -> dict[str, Any]:
    """Drop a PDF: its SHA-256 is computed in the browser and compared; the file is never sent."""
    return {"sha256": sha256, "id": id}


@register.inclusion_tag("components/autosave_status.html")
def autosave_status(saved_at: Any = None) -> dict[str, Any]:
    """Where autosave.js says what it did; ``saved_at`` is the moment of the last saved draft."""
    return {"saved_at": saved_at}


@register.inclusion_tag("components/shortcut_help.html")
def shortcut_help() -> dict[str, Any]:
    """The keys of the reviewer's desk, and the switch that turns them off."""
    return {}
