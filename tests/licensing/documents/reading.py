"""Reading a drawn PDF back, the way its readers do."""

import io
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp

from licensing.documents import drawing

POINTS_OF_A_MILLIMETRE = 72 / 25.4


def draw(snapshot: dict[str, Any], mode: str = "simulasi") -> bytes:
    """The PDF of a snapshot, by its own kind."""
    return drawing.draw(snapshot["kind"], snapshot, mode=mode)


@cache
def pages_of(data: bytes) -> list[str]:
    """The words of each page on one line, as extracted."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(data)]


def whole(data: bytes) -> str:
    """All words."""
    return " ".join(pages_of(data))


def in_order(words: str, *wanted: str) -> bool:
    """Do these stand one after the other? Fails with the first that does not."""
    place = 0
    for word in wanted:
        place = words.find(word, place)
        assert place >= 0, f"{word!r} is missing or out of order in {words!r}"
    return True


def codes_in(data: bytes) -> list[str]:
    """What a phone reads from the QR codes of the first page, at 150 dots an inch."""
    picture = pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def overflowing(data: bytes, margin_mm: float) -> list[str]:
    """Signs that stand outside the margins of their page."""
    found, margin = [], margin_mm * POINTS_OF_A_MILLIMETRE - 1
    for page in pypdfium2.PdfDocument(data):
        width, text = page.get_width(), page.get_textpage()
        for index in range(text.count_chars()):
            left, _bottom, right, _top = text.get_charbox(index)
            if right > left and (left < margin or right > width - margin):
                found.append(text.get_text_range(index, 1))
    return found


def metadata(data: bytes) -> dict[str, str]:
    """Document information and XMP title."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {str(name): str(value) for name, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            return {**info, "xmp": str(xmp["dc:title"]), "packet": pdf.Root.Metadata.read_bytes().decode()}
