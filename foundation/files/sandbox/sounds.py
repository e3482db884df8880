"""Voice notes: recognised by their structure, and copied without their tags (a phone writes its position there).

OGG (Opus or Vorbis, as WhatsApp sends them), M4A and MP3. The sound itself is copied bit for bit; what describes
it (title, comment, place, device) is blanked in the copy, in place, so that no offset inside the file moves.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from foundation.files.sandbox.verdict import Unfit

CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
TELLING = frozenset({b"udta", b"meta", b"uuid", b"ilst", b"loci"})
CODE_MARKS = (b"<?php", b"<script", b"<html", b"<!doctype", b"<svg", b"<iframe", b"%pdf-", b"javascript:")
ID3_HEAD, ID3_TAIL = 10, 128
OGG_HEAD = 27
COMMENTS = (b"OpusTags", b"\x03vorbis")
MOST_PAGES = 400_000


def kind_of(head: bytes) -> str | None:
    """ "ogg", "m4a", "mp3", or None when these first bytes begin no sound that we take."""
    if head.startswith(b"OggS") and (b"OpusHead" in head or b"\x01vorbis" in head):
        return "ogg"
    if head[4:8] == b"ftyp" and b"qt  " not in head[8:12]:
        return "m4a"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "mp3"
    return None


def inspect(path: Path, kind: str, copy: Path) -> int:
    """Write the copy without tags to ``copy`` and return 1. Raises Unfit."""
    data = bytearray(path.read_bytes())
    try:
        plain = {"ogg": ogg, "m4a": m4a, "mp3": mp3}[kind](data)
    except (struct.error, IndexError):
        raise Unfit("sound_broken") from None
    lowered = bytes(plain[:65_536]).lower() + bytes(plain[-65_536:]).lower()
    if any(mark in lowered for mark in CODE_MARKS):
        raise Unfit("sound_mixed")
    copy.write_bytes(plain)
    return 1


def m4a(data: bytearray) -> bytearray:
    """Blank every box that describes; refuse what holds pictures (a film) or no sound at all."""
    handlers = set()
    for start, end, name in boxes(data, 0, len(data)):
        if name in TELLING:
            data[start - 4 : start] = b"free"
            data[start:end] = bytes(end - start)
        elif name == b"hdlr":
            handlers.add(bytes(data[start + 8 : start + 12]))
    if b"vide" in handlers:
        raise Unfit("film")
    if b"soun" not in handlers:
        raise Unfit("sound_broken")
    return data


def boxes(data: bytearray, at: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """(first byte of the content, end, name) of each box, outer ones before inner ones."""
    while at + 8 <= end:
        size, name = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", data[at + 8 : at + 16])[0], 16
        size = size or end - at
        if size < head or at + size > end:
            raise Unfit("sound_broken")
        yield at + head, at + size, name
        if name in CONTAINERS:
            yield from boxes(data, at + head, at + size)
        at += size


def mp3(data: bytearray) -> bytearray:
    """Cut the tags before and after the frames."""
    while data[:3] == b"ID3":
        sizes = data[6:10]
        length = sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3]
        del data[: ID3_HEAD + length]
    if data[-ID3_TAIL : -ID3_TAIL + 3] == b"TAG":
        del data[-ID3_TAIL:]
    if len(data) < ID3_TAIL or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        raise Unfit("sound_broken")
    return data


def ogg(data: bytearray) -> bytearray:
    """Blank the values of all comments and say the page's checksum anew."""
    for start, body, end in list(pages(data)):  # all of them first: a note that was cut is refused
        mark = next((mark for mark in COMMENTS if data[body : body + len(mark)] == mark), None)
        if mark is not None:
            blank_comments(data, body + len(mark), end)
            data[start + 22 : start + 26] = bytes(4)
            data[start + 22 : start + 26] = struct.pack("<I", checksum(data[start:end]))
            return data
    raise Unfit("sound_broken")


def pages(data: bytearray) -> Iterator[tuple[int, int, int]]:
    """(start, first byte of the content, end) of each page. Raises Unfit when the pages do not fill the file."""
    at = 0
    for _number in range(MOST_PAGES):
        if at == len(data):
            return
        if data[at : at + 4] != b"OggS":
            raise Unfit("sound_broken")
        segments = data[at + 26]
        body = at + OGG_HEAD + segments
        end = body + sum(data[at + OGG_HEAD : body])
        if end > len(data):
            raise Unfit("sound_cut")
        yield at, body, end
        at = end


def blank_comments(data: bytearray, at: int, end: int) -> None:
    """Vendor and comments, each a length and words: the words after "=" become spaces. Raises Unfit."""
    (vendor,) = struct.unpack("<I", data[at : at + 4])
    at += 4 + vendor
    (count,) = struct.unpack("<I", data[at : at + 4])
    at += 4
    for _number in range(count):
        (length,) = struct.unpack("<I", data[at : at + 4])
        at += 4
        if at + length > end:
            raise Unfit("sound_broken")
        _name, _equals, value = bytes(data[at : at + length]).partition(b"=")
        data[at + length - len(value) : at + length] = b" " * len(value)
        at += length


def checksum(page: bytearray) -> int:
    """The checksum of an OGG page (polynomial 0x04c11db7, not reflected)."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _bit in range(8):
            found = ((found << 1) ^ 0x04C11DB7 if found & 0x80000000 else found << 1) & 0xFFFFFFFF
    return found
