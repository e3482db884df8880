"""Papers as downloads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from accounts.access import public, roles
from accounts.requests import Request
from complaints.papers import drawing
from complaints.views.desk import DESKS, found
from complaints.views.public import just_sent


def download(data: bytes, name: str) -> HttpResponse:
    """A PDF to be saved; no cache keeps it."""
    response = HttpResponse(data, content_type="application/pdf")
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
    return download(drawing.receipt(complaint), f"tanda-terima-{complaint.number}.pdf")


@roles(*DESKS)
@never_cache
def letter(request: Request, number: str, pk: int) -> HttpResponse:
    """The letter to another institution."""
    complaint = found(request, number)
    forwarding = get_object_or_404(complaint.forwardings.select_related("complaint", "forwarded_by"), pk=pk)
    return download(drawing.letter(forwarding), f"surat-pengantar-{complaint.number}.pdf")
