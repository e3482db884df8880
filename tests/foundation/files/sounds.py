"""Small voice notes made by hand, with a place in their tags."""

import struct

from foundation.files.sandbox.sounds import checksum

PLACE = "+00.6264+100.1203/"


def box(name: bytes, content: bytes) -> bytes:
    """One box of an M4A."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def m4a(*, film: bool = False) -> bytes:
    """A recording of a phone, its position in udta/©xyz."""
    handler = box(b"hdlr", bytes(8) + (b"vide" if film else b"soun") + bytes(12))
    place = box(b"udta", box(b"\xa9xyz", PLACE.encode()))
    track = box(b"trak", box(b"mdia", handler) + place)
    return box(b"ftyp", b"M4A \0\0\0\0M4A ") + box(b"moov", track + place) + box(b"mdat", b"suara" * 40)


def page(content: bytes, number: int) -> bytes:
    """One page of an OGG."""
    lengths = bytes([255] * (len(content) // 255) + [len(content) % 255])
    head = b"OggS\0\0" + bytes(8) + b"PINT" + struct.pack("<I", number)
    bare = bytearray(head + bytes(4) + bytes([len(lengths)]) + lengths + content)
    return bytes(bare[:22]) + struct.pack("<I", checksum(bare)) + bytes(bare[26:])


def ogg() -> bytes:
    """A voice note as a messenger sends it, with a comment that says where."""
    comment = f"LOCATION={PLACE}".encode()
    tags = b"OpusTags" + struct.pack("<I", 4) + b"Phon" + struct.pack("<II", 1, len(comment)) + comment
    head = b"OpusHead\x01\x01" + bytes(9)
    return page(head, 0) + page(tags, 1) + page(b"suara" * 100, 2)


def mp3() -> bytes:
    """Frames between two tags."""
    words = PLACE.encode().ljust(100, b"\0")
    tag = b"ID3\x03\0\0" + bytes([0, 0, 0, len(words)]) + words
    return tag + b"\xff\xfb\x90\x00" + bytes(413) + b"TAG" + PLACE.encode().ljust(125, b"\0")
