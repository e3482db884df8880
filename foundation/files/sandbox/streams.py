"""How large does a PDF stream become when a reader opens it? Measured with a bound, never by inflating it whole."""

import base64
import binascii
import contextlib
import io
import zlib
from typing import Any

import pikepdf
from PIL import Image

from foundation.files.sandbox.verdict import Unfit

MIB = 1024 * 1024
LARGEST_STREAM = 64 * MIB  # a content stream, a font, a table
LARGEST_PICTURE = 400 * MIB  # bits of one picture, as declared: A0 in black and white at 600 dpi is 70 MiB
LARGEST_TOTAL = 1024 * MIB
LARGEST_PIXELS = 600_000_000
MOST_FILTERS = 4
SLACK = MIB
STEP = 256 * 1024
INFLATERS = {"/FlateDecode", "/Fl"}
TEXT_FILTERS = {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
RUN_FILTERS = {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
JPEG_FILTERS = {"/DCTDecode", "/DCT"}
PICTURE_FILTERS = JPEG_FILTERS | {"/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
KNOWN_FILTERS = INFLATERS | TEXT_FILTERS | RUN_FILTERS | PICTURE_FILTERS | {"/Crypt"}


class Budget:
    """What may still be inflated in this file, in bytes."""

    def __init__(self, total: int = LARGEST_TOTAL) -> None:
        self.left = total

    def take(self, amount: int) -> None:
        """Spend. Raises Unfit when the file as a whole is too heavy."""
        self.left -= amount
        if self.left < 0:
            raise Unfit("pdf_too_heavy")


def weigh(stream: pikepdf.Stream, budget: Budget) -> None:
    """Raises Unfit when this stream would become larger than anything honest."""
    filters = [str(name) for name in _listed(stream.get("/Filter"))]
    if len(filters) > MOST_FILTERS or not set(filters) <= KNOWN_FILTERS:
        raise Unfit("pdf_too_heavy" if len(filters) > MOST_FILTERS else "pdf_broken")
    allowed = LARGEST_STREAM
    if stream.get("/Subtype") == "/Image":
        allowed = _declared(stream) + SLACK
    raw = bytes(stream.read_raw_bytes())
    for place, name in enumerate(filters, start=1):
        if name in PICTURE_FILTERS:
            _check_pixels(name, raw)
            return
        if name in INFLATERS:
            raw = _inflated(raw, allowed, budget, keep=place < len(filters))
        elif name in RUN_FILTERS:
            _weigh_runs(stream, allowed, budget)
            return
        else:
            raw = _from_text(name, raw)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _declared(stream: pikepdf.Stream) -> int:
    """Bytes of a picture by its own words. Raises Unfit when no scan is that large."""
    try:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        bits = int(stream.get("/BitsPerComponent", 8))
    except (TypeError, ValueError):
        raise Unfit("pdf_broken") from None
    components = 1 if bits == 1 or stream.get("/ImageMask") or stream.get("/ColorSpace") == "/DeviceGray" else 4
    size = width * height * bits * components // 8
    if min(width, height) < 0 or width * height > LARGEST_PIXELS or size > LARGEST_PICTURE:
        raise Unfit("pdf_too_heavy")
    return size


def _weigh_runs(stream: pikepdf.Stream, allowed: int, budget: Budget) -> None:
    """LZW and run lengths: unpacked by the library, within this process's memory."""
    data = bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    budget.take(len(data))
    if len(data) > allowed:
        raise Unfit("pdf_too_heavy")


def _from_text(name: str, raw: bytes) -> bytes:
    """Text codes make data smaller, never larger; what is damaged gives nothing to a reader either."""
    text = raw.strip()
    try:
        if name in {"/ASCII85Decode", "/A85"}:
            return base64.a85decode(text.removeprefix(b"<~").removesuffix(b"~>"))
        return binascii.unhexlify(b"".join(text.removesuffix(b">").split()))
    except (ValueError, binascii.Error):
        return b""


def _inflated(raw: bytes, allowed: int, budget: Budget, *, keep: bool) -> bytes:
    """Unpack in steps and count; the data itself is returned only when another filter needs it."""
    unpacker = zlib.decompressobj()
    kept, size, rest = bytearray(), 0, raw
    while rest and not unpacker.eof:
        try:
            piece = unpacker.decompress(rest, STEP)
        except zlib.error:
            break  # readers show what came before the damage
        budget.take(len(piece))
        size += len(piece)
        if size > (min(allowed, LARGEST_STREAM) if keep else allowed):
            raise Unfit("pdf_too_heavy")
        if keep:
            kept += piece
        rest = unpacker.unconsumed_tail
    return bytes(kept)


def _check_pixels(name: str, raw: bytes) -> None:
    """The size that the picture data itself announces, which may differ from the dictionary."""
    width = height = 0
    if name == "/JBIG2Decode":
        width, height = jbig2_size(raw)
    elif name == "/JPXDecode":
        width, height = jpx_size(raw)
    elif name in JPEG_FILTERS:
        with contextlib.suppress(OSError, ValueError, SyntaxError), Image.open(io.BytesIO(raw)) as picture:
            width, height = picture.size
    if width * height > LARGEST_PIXELS:
        raise Unfit("pdf_too_heavy")


def jpx_size(data: bytes) -> tuple[int, int]:
    """Width and height in the SIZ marker (ISO 15444-1, A.5.1); (0, 0) when there is none."""
    at = data.find(b"\xff\x4f\xff\x51")
    if at < 0 or at + 16 > len(data):
        return 0, 0
    return int.from_bytes(data[at + 8 : at + 12], "big"), int.from_bytes(data[at + 12 : at + 16], "big")


def jbig2_size(data: bytes) -> tuple[int, int]:
    """Width and height in the page information segment (ITU-T T.88, 7.2 and 7.4.8); (0, 0) when there is none."""
    at = 0
    while at + 11 <= len(data):
        number, flags = int.from_bytes(data[at : at + 4], "big"), data[at + 4]
        at += 5
        referred = data[at] >> 5
        if referred == 7:
            referred = int.from_bytes(data[at : at + 4], "big") & 0x1FFFFFFF
            at += 4 + (referred + 8) // 8
        else:
            at += 1
        at += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
        at += 4 if flags & 0x40 else 1
        length = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if flags & 0x3F == 48:
            return int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 8], "big")
        at += length
    return 0, 0
