"""A copy of a PDF small enough for OSS (2 MB): first its pictures, then, if need be, its pages as pictures."""

import io
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from foundation.files.sandbox import draw, pdf
from foundation.files.sandbox.verdict import Unfit

PICTURE_STEPS = ((1800, 70), (1400, 60), (1100, 50))  # longest edge in pixels, JPEG quality
PAGE_STEPS = ((1400, 60), (1150, 50), (950, 45))  # A4 at 170, 140 and 115 dpi: still readable
MOST_REDRAWN_PAGES = 60


def shrink(path: Path, copy: Path, limit: int) -> None:
    """Write a copy of at most ``limit`` bytes. Raises Unfit when reading would suffer or a signature would break."""
    if pdf.is_signed(path):
        raise Unfit("shrink_signed")
    for longest, quality in PICTURE_STEPS:
        _with_smaller_pictures(path, copy, longest, quality)
        if copy.stat().st_size <= limit:
            return
    with pikepdf.open(path) as document:
        pages = len(document.pages)
    if pages > MOST_REDRAWN_PAGES:
        raise Unfit("shrink_too_long", pages=pages)
    for width, quality in PAGE_STEPS:
        _as_pictures(path, copy, pages, width, quality)
        if copy.stat().st_size <= limit:
            return
    raise Unfit("shrink_failed")


def _with_smaller_pictures(path: Path, copy: Path, longest: int, quality: int) -> None:
    """The same document with its large pictures as JPEG; text stays text."""
    with pikepdf.open(path) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                _replace(thing, longest, quality)
        document.remove_unreferenced_resources()
        document.save(
            copy,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=False,
        )


def _replace(stream: Any, longest: int, quality: int) -> None:
    """Swap one picture, when that makes it smaller. Masks and pictures that we cannot read stay as they are."""
    if stream.get("/ImageMask") or "/Mask" in stream or stream.get("/BitsPerComponent") == 1:
        return
    try:
        picture = pikepdf.PdfImage(stream).as_pil_image()
        picture = picture.convert("L" if picture.mode in {"L", "1", "LA"} else "RGB")
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=quality, optimize=True)
    if packed.tell() >= len(stream.read_raw_bytes()):
        return
    stream.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode)
    stream.Width, stream.Height = picture.size
    stream.BitsPerComponent = 8
    stream.ColorSpace = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]


def _as_pictures(path: Path, copy: Path, pages: int, width: int, quality: int) -> None:
    """Every page as one JPEG."""
    first, *rest = draw.rendered(path, list(range(pages)), width=width)
    first.save(copy, "PDF", save_all=True, append_images=rest, quality=quality, resolution=width / 8.27)
