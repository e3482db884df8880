"""Papers as downloads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from accounts.access import public, roles
from accounts.requests import Request
from complaints.papers import drawing
from complaints.views.desk import DESKS, found
from complaints.views.public import just_sent
from foundation.signing import seal


def download(data: bytes, name: str, *, mark: str, reason: str) -> HttpResponse:
    """A PDF with the office's seal, to be saved. No cache and no store keeps it: the whole complaint is in it."""
    given = seal.tried(data, reason=reason, subject=mark) or data
    response = HttpResponse(given, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@public
@never_cache
def receipt(request: Request) -> HttpResponse:
    """The receipt as a PDF, for the person who just sent it."""
    complaint = just_sent(request)
    if complaint is None:
        return redirect("complaint_track")
    name, reason = f"tanda-terima-{complaint.number}.pdf", "Tanda terima pengaduan"
    return download(drawing.receipt(complaint), name, mark=complaint.mark, reason=reason)


@roles(*DESKS)
@never_cache
def letter(request: Request, number: str, pk: int) -> HttpResponse:
    """The letter to another institution."""
    complaint = found(request, number)
    forwarding = get_object_or_404(complaint.forwardings.select_related("complaint", "forwarded_by"), pk=pk)
    name = f"surat-pengantar-{complaint.number}.pdf"
    return download(drawing.letter(forwarding), name, mark=complaint.mark, reason="Surat pengantar pengaduan")
