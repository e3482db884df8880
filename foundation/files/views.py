"""The doors of stored files: the viewer, one page's picture, the original, and OSS's own door.

Rules: signed in (portal/doors.py) and the policy of the file's purpose; anything else is a 404. Whoever
opens a file stands in its journal.
"""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from foundation.files import links, policy, reduce, store
from foundation.files.models import StoredFile
from foundation.files.refusals import FileAltered, FileRefused
from foundation.files.viewing import pages, serving
from foundation.journal import book
from foundation.journal.who import Who
from foundation.ui import errors

SEEN_SECONDS = 15 * 60  # pictures of one reading are one entry in the journal
OSS = Who(role="oss", name="OSS", channel="oss")


def found(request: HttpRequest, public_id: str) -> StoredFile:
    """The file, if it exists for whoever asks. Raises Http404."""
    file = policy.find(request.actor, public_id)  # type: ignore[attr-defined]
    if file is None:
        raise Http404
    return file


def journal(file: StoredFile, who: Who, how: str, *, once: bool = False) -> None:
    """Write down who opened what, and how. ``once`` spares the entry when the same reading already has one."""
    mark = f"file-opened:{file.pk}:{who.user_id}:{who.role}"
    if once and cache.get(mark):
        return
    cache.set(mark, True, SEEN_SECONDS)
    book.record("file.opened", subject=file.subject, who=who, data={"file": file.public_id, "how": how})


@require_safe
def viewer(request: HttpRequest, public_id: str) -> HttpResponse:
    """All pages as pictures, and the way to the original."""
    file = found(request, public_id)
    if not store.is_whole(file):
        return altered(request, file)
    journal(file, request.actor, "viewer")  # type: ignore[attr-defined]
    response = render(
        request,
        "files/viewer.html",
        {
            "file": file,
            "gives_original": policy.gives_original(file),
            "numbers": range(1, file.pages + 1 if file.has_pages else 1),
        },
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def page(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """One page as WebP; its tag changes only with the file's content."""
    file = found(request, public_id)
    if not file.has_pages or not 1 <= number <= file.pages:
        raise Http404
    journal(file, request.actor, "page", once=True)  # type: ignore[attr-defined]
    tag = f'"{(file.viewing_sha256 or file.sha256)[:32]}-{number}"'
    if same := get_conditional_response(request, etag=tag):
        return same
    try:
        picture = pages.picture(file, number)
    except FileAltered:
        return altered(request, file)
    except FileRefused as no:
        return errors.refused(request, no.sentence)
    response = HttpResponse(picture.read_bytes(), content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def sound(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A voice note as it is played: the copy without tags."""
    file = found(request, public_id)
    if not file.is_sound:
        raise Http404
    try:
        opened = store.open_for_viewing(file)
    except FileAltered:
        return altered(request, file)
    journal(file, request.actor, "sound", once=True)  # type: ignore[attr-defined]
    name = serving.download_name(file)
    return serving.attachment(opened, path=file.viewing_path, media_type=serving.TYPES[file.kind], name=name)


@require_safe
def original(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The file to be saved: as it came, or (photos, voice notes) the copy without place and device."""
    file = found(request, public_id)
    if not policy.gives_original(file):
        raise Http404
    try:
        opened = store.open_for_viewing(file)
    except FileAltered:
        return altered(request, file)
    journal(file, request.actor, "copy" if file.viewing_sha256 else "original")  # type: ignore[attr-defined]
    name, media_type = serving.download_name(file), serving.TYPES[serving.kind_given(file)]
    return serving.attachment(opened, path=file.viewing_path, media_type=media_type, name=name)


@require_safe
def for_oss(request: HttpRequest, signed: str) -> HttpResponseBase:
    """The copy for OSS, by a signed and expiring address."""
    file = links.file_of(signed)
    if file is None:
        raise Http404
    try:
        path = reduce.for_oss(file)
        opened = path.open("rb")
    except (FileAltered, FileRefused, OSError):
        raise Http404 from None
    journal(file, OSS, "oss")
    media_type = reduce.media_type_for_oss(file)
    return serving.attachment(opened, path=path, media_type=media_type, name=f"{file.public_id}.{media_type[-4:]}")


def altered(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """409: the bytes are not what was stored."""
    return errors.refused(request, FileAltered.sentence)
