"""Who has opened which complaint in this browser: the session remembers it for a while, the address never does."""

import time

from django.http import Http404

from accounts.requests import Request
from complaints.models import Complaint, MessageFile
from complaints.terms import MessageKind
from foundation.files.models import StoredFile

KEY = "complaint_opened"
SECONDS = 3600


def open_for(request: Request, complaint: Complaint) -> None:
    """Number and code were right, or the sender is signed in."""
    request.session[KEY] = [complaint.pk, int(time.time())]


def forget(request: Request) -> None:
    """Close it: the next person at this computer finds nothing."""
    request.session.pop(KEY, None)


def opened(request: Request) -> Complaint | None:
    """The complaint that this browser has opened; an hour after the last look it is closed again."""
    pk, at = request.session.get(KEY, (None, 0))
    complaint = Complaint.objects.filter(pk=pk).first() if pk and time.time() - at < SECONDS else None
    if complaint is None:
        forget(request)
    elif time.time() - at > SECONDS / 10:
        open_for(request, complaint)
    return complaint


def required(request: Request) -> Complaint:
    """The same, or 404."""
    if complaint := opened(request):
        return complaint
    raise Http404


def file_of(complaint: Complaint, public_id: str) -> StoredFile:
    """A file of the dialogue, as the complainant may see it. Raises Http404."""
    rows = MessageFile.objects.filter(message__complaint=complaint, file__public_id=public_id)
    found = rows.exclude(message__kind=MessageKind.INTERNAL).select_related("file").first()
    if found is None or not found.file.is_usable:
        raise Http404
    return found.file
