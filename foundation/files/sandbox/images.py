"""Photos and scans: decoded in full, turned upright, and written again without anything but the picture.

The copy is what people and OSS see; the original stays closed. ``im.info`` is emptied first,
because a re-encoded JPEG otherwise keeps its comment (reliability.md, finding 14).
"""

import contextlib
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageOps

from foundation.files.sandbox import tails
from foundation.files.sandbox.verdict import Unfit

FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
MOST_PIXELS = 80_000_000
LONGEST_EDGE = 2400
COPY_BYTES = 1_900_000  # stays under the 2 MB of OSS
QUALITIES = (84, 76, 68, 60, 50, 40)
CODE_MARKS = (b"<?php", b"<script", b"<html", b"<!doctype", b"<svg", b"<iframe", b"javascript:")

Image.MAX_IMAGE_PIXELS = None  # our own limit comes first and speaks Indonesian
ImageFile.LOAD_TRUNCATED_IMAGES = False


def inspect(path: Path, kind: str, copy: Path) -> int:
    """Write the viewing copy (JPEG) to ``copy`` and return 1, the number of pages. Raises Unfit."""
    try:
        with Image.open(path, formats=FORMATS[kind]) as picture:
            _check_size(picture)
            _check_words(picture.info)
            if tails.is_dangerous(_after_the_picture(path, kind)):
                raise Unfit("image_mixed")
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            plain = upright(picture)
            _check_words(picture.info)  # some words come after the pixels
            save(plain, copy)
    except (MemoryError, Image.DecompressionBombError):
        raise Unfit("image_too_large", megapixels=MOST_PIXELS // 1_000_000) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError):
        raise Unfit("image_broken") from None
    return 1


def upright(picture: Image.Image) -> Image.Image:
    """The picture as people hold it, in plain RGB on white, no larger than a screen needs."""
    picture.load()
    turned = picture
    with contextlib.suppress(OSError, SyntaxError, ValueError, KeyError, TypeError, IndexError):
        turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I"):  # 16 bits a channel
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    turned.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", turned.size, "white")
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        plain.paste(layer, mask=layer.getchannel("A"))
    else:
        plain.paste(turned.convert("RGB"))
    plain.info = {}
    return plain


def save(picture: Image.Image, copy: Path) -> None:
    """Write a JPEG of at most COPY_BYTES."""
    for quality in QUALITIES:
        picture.save(copy, "JPEG", quality=quality, optimize=True, progressive=False)
        if copy.stat().st_size <= COPY_BYTES:
            return


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unfit("image_too_large", megapixels=MOST_PIXELS // 1_000_000)


def _check_words(info: dict[Any, Any]) -> None:
    """Comments and text chunks hold words, never programs."""
    for value in info.values():
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        lowered = data.lower()
        if any(mark in lowered for mark in CODE_MARKS):
            raise Unfit("image_code")


def _after_the_picture(path: Path, kind: str) -> bytes:
    """The bytes behind the end that the format itself marks. Raises Unfit when that end is missing."""
    data = path.read_bytes()
    if kind == "webp":
        end = 8 + int.from_bytes(data[4:8], "little")
    elif kind == "png":
        end = _png_end(data)
    else:
        end = _jpeg_end(data)
    if end > len(data):
        raise Unfit("image_cut")
    return data[end:]


def _png_end(data: bytes) -> int:
    """Where the IEND chunk ends."""
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return len(data) + 1


def _jpeg_end(data: bytes) -> int:
    """Where the first picture's end marker stands; markers inside segments (thumbnails) are skipped over."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)  # picture data: look for the next marker
            if at < 0:
                break
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return len(data) if data.endswith(b"\xff\xd9") else len(data) + 1
