"""The only things a document may fetch: our style sheet, one typeface and PNG pictures in its own text."""

import io
import re
import unicodedata
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
from django.conf import settings

SCHEME = "asset:"
PICTURE = "data:image/png;base64,"
STYLE = "paper.css"
WATERMARK = "mark.svg"
WATERMARK_WORD = "SIMULASI"
BOLD = "SourceSansPro-Bold.ttf"
REGULAR = "SourceSansPro-Regular.ttf"
FONTS = (REGULAR, "SourceSansPro-It.ttf", "SourceSansPro-Semibold.ttf", BOLD)
FONT_FOLDER = Path(font_source_sans_pro.font_directory)
#: Latin with all its accents, punctuation, currency and a few signs. The PDF writer keeps glyph numbers,
#: so a typeface of 1,900 glyphs makes every document 35 kB heavier than one of 500 (measured).
SIGNS = frozenset(
    {*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040)}
    | {0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CA, 0x2713}
)
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum")
#: What stands where the typeface has no sign (an emoji, another script): the bytes must not depend on
#: the fonts of a machine, and PDF/A forbids the missing-glyph box of a font.
MISSING = "\N{LOZENGE}"
SPELLED = str.maketrans({"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{NARROW NO-BREAK SPACE}": "\xa0"})
#: Joiners, direction marks and variation selectors: they carry no sign of their own.
SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")


class AssetRefused(ValueError):
    """A document asked for something outside the bundle."""


def read(url: str) -> tuple[bytes, str]:
    """The bytes of an asset and its media type; AssetRefused for every other address."""
    if url.startswith(PICTURE):
        return b64decode(url.removeprefix(PICTURE), validate=True), "image/png"
    name = url.removeprefix(SCHEME) if url.startswith(SCHEME) else ""
    if name == STYLE:
        return style_path().read_bytes(), "text/css"
    if name == WATERMARK:
        return watermark(), "image/svg+xml"
    if name in FONTS:
        return lean_font(name), "font/ttf"
    raise AssetRefused("Dokumen hanya boleh memuat berkas bawaan.")


def style_path() -> Path:
    """Where the style sheet of all papers lies."""
    return Path(settings.BASE_DIR) / "templates" / "documents" / STYLE


@cache
def lean_font(name: str) -> bytes:
    """A face of the typeface with SIGNS only; 0.15 s, once in the life of a process."""
    from fontTools import subset  # noqa: PLC0415 - 9 MB that only drawing processes pay
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = subset.Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True)
    with TTFont(FONT_FOLDER / name, lazy=True, recalcTimestamp=False) as font:  # the same bytes each time
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=SIGNS)
        cutter.subset(font)
        out = io.BytesIO()
        subset.save_font(font, out, options)
    return out.getvalue()


@cache
def watermark() -> bytes:
    """The word SIMULASI across a page, as outlines: a picture, so that it never mixes with the text."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - as in lean_font
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font: Any = TTFont(io.BytesIO(lean_font(BOLD)))
    glyphs, names, left, outlines = font.getGlyphSet(), font.getBestCmap(), 0, ""
    for sign in WATERMARK_WORD:
        glyph, pen = glyphs[names[ord(sign)]], SVGPathPen(glyphs)
        glyph.draw(pen)
        outlines += f'<path transform="translate({left} 0)" d="{pen.getCommands()}"/>'
        left += glyph.width + 60
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="165mm" height="165mm" viewBox="-2500 -2500 5000 5000">'
        f'<g fill="#fbeceb" transform="rotate(-38) scale(1 -1) translate({-left / 2} -330)">{outlines}</g></svg>'
    ).encode()


@cache
def _drawable_signs() -> frozenset[str]:
    """Every character that the typeface can draw, and the white space of markup."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as in lean_font

    font: Any = TTFont(io.BytesIO(lean_font(REGULAR)))
    return frozenset(map(chr, font.getBestCmap())) | frozenset("\n\r\t")


def drawable(markup: str) -> str:
    """The same markup in characters that the bundled typeface can draw, so that no other font is ever needed."""
    markup = SILENT.sub("", unicodedata.normalize("NFC", markup).translate(SPELLED))
    strange = set(markup) - _drawable_signs()
    return markup.translate({ord(sign): MISSING for sign in strange}) if strange else markup
