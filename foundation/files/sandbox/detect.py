"""What kind of file is it? By its first bytes, never by its name. Other kinds get advice of their own."""

import zipfile
from pathlib import Path

import puremagic

from foundation.files.sandbox import sounds
from foundation.files.sandbox.verdict import Unfit

HEAD = 4096
SIGNATURES = {
    "pdf": (b"%PDF-", "application/pdf"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "webp": (b"RIFF", "image/webp"),
}
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?php")
OFFICE = frozenset(["doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "wps"])
PICTURES = frozenset(["gif", "tiff", "tif", "bmp", "dib", "jp2", "jpf", "eps", "psd", "ico"])
APPLE_PICTURES = frozenset(["heif", "heic", "avif"])
ARCHIVES = frozenset(["rar", "7z", "gz", "tar", "bz2", "xz", "zip", "zst"])
PROGRAMS = frozenset(["exe", "dll", "drv", "msi", "apk", "jar", "elf", "appimage", "sh", "class", "so"])
FILMS = frozenset(["mp4", "mov", "avi", "mkv", "webm", "3gp", "m4v", "mp3", "ogg", "wav", "m4a"])
ADVICE = (
    ("office", OFFICE),
    ("apple_picture", APPLE_PICTURES),
    ("other_picture", PICTURES),
    ("program", PROGRAMS),
    ("archive", ARCHIVES),
    ("film", FILMS),
)


def kind_of(path: Path) -> str:
    """ "pdf", "jpeg", "png" or "webp". Raises Unfit for anything else."""
    size = path.stat().st_size
    if size == 0:
        raise Unfit("empty")
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = _by_signature(head)
    if kind is None:
        raise Unfit(_advice(path, head))
    if SIGNATURES[kind][1] not in {match.mime_type for match in _matches(path)}:
        raise Unfit("unknown")
    return kind


def sound_of(path: Path) -> str | None:
    """ "ogg", "m4a" or "mp3"; None when it is no sound that we take."""
    with path.open("rb") as file:
        return sounds.kind_of(file.read(HEAD))


def _by_signature(head: bytes) -> str | None:
    for kind, (signature, _mime) in SIGNATURES.items():
        if head.startswith(signature) and (kind != "webp" or head[8:12] == b"WEBP"):
            return kind
    return None


def _advice(path: Path, head: bytes) -> str:
    """The code of the sentence that says what to do with this other kind."""
    lowered = head.lower()
    if b"%pdf-" in lowered[:1024]:
        return "pdf_not_at_start"
    if head[:2] == b"MZ" or head[:4] == b"\x7fELF" or head[:2] == b"#!":
        return "program"
    if b"<svg" in lowered:
        return "svg"
    if any(mark in lowered for mark in MARKUP):
        return "web_page"
    if zipfile.is_zipfile(path):
        return _kind_of_zip(path)
    found = {match.extension.lstrip(".").lower() for match in _matches(path)}
    for code, extensions in ADVICE:
        if found & extensions:
            return code
    return "unknown"


def _kind_of_zip(path: Path) -> str:
    """Word, Excel and their kin are ZIP archives too."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:200]
    except (zipfile.BadZipFile, OSError, ValueError):
        return "archive"
    if "[Content_Types].xml" in names or "mimetype" in names:
        return "office"
    return "program" if "AndroidManifest.xml" in names or "META-INF/MANIFEST.MF" in names else "archive"


def _matches(path: Path) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_file(path))
    except (puremagic.PureError, ValueError):
        return []
