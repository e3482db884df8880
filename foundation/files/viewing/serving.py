"""Hand bytes to a browser so that it can do nothing with them but save them."""

from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from foundation.files.models import StoredFile

TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {kind: f".{kind}" for kind in TYPES} | {"jpeg": ".jpg"}
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
KEEPABLE = frozenset(" ._-()")


def kind_given(file: StoredFile) -> str:
    """What a download is: the copy of any photo is a JPEG; everything else keeps its kind."""
    return "jpeg" if file.is_photo and file.viewing_sha256 else str(file.kind)


def download_name(file: StoredFile) -> str:
    """The name that a download gets: the stem that people gave, the ending that the content has."""
    stem = file.original_name.rpartition(".")[0] or file.original_name
    plain = "".join(char if char.isalnum() or char in KEEPABLE else "_" for char in stem).strip(" ._")
    if plain.lower() in DEVICES or not plain:
        plain = f"berkas-{plain}".rstrip("-")
    return f"{plain}{ENDINGS[kind_given(file)]}"


def attachment(opened: BinaryIO, *, path: Path, media_type: str, name: str) -> HttpResponseBase:
    """A download of checked bytes, sent by the proxy when it can (settings.SENDFILE_PREFIX)."""
    response: HttpResponseBase
    if settings.SENDFILE_PREFIX:
        opened.close()
        response = HttpResponse(content_type=media_type)
        inside = path.relative_to(settings.MEDIA_ROOT)
        response["X-Accel-Redirect"] = f"{settings.SENDFILE_PREFIX.rstrip('/')}/{inside.as_posix()}"
    else:
        response = FileResponse(opened, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
