"""What sticks to the end of a file. Phones append harmless things to photos; attackers append archives and pages."""

import io
import zipfile

from foundation.files.sandbox.detect import MARKUP

PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"%PDF-", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"GIF8")
SEARCHED_MARKS = (*MARKUP, b"%pdf-", b"<?php")


def is_dangerous(tail: bytes) -> bool:
    """Does this trailing part hold a second file that something could run or open?"""
    stripped = tail.lstrip(b"\0\r\n\t ")
    if not stripped:
        return False
    if stripped.startswith(PROGRAM_STARTS) or holds_archive(tail):
        return True
    lowered = tail.lower()
    return any(mark in lowered for mark in SEARCHED_MARKS)


def holds_archive(data: bytes) -> bool:
    """Can a ZIP reader open this, wherever the archive begins?"""
    if b"PK\x05\x06" not in data[-66_000:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
