"""What other programs ask when they check a signature: which certificates were taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from foundation.signing import authority


@require_safe
def revoked(_request: HttpRequest) -> HttpResponse:
    """/v/ca.crl: the list of the development CA; 404 while nothing was revoked."""
    place = authority.folder() / "ca.crl"
    if not place.is_file():
        raise Http404
    return HttpResponse(place.read_bytes(), content_type="application/pkix-crl")
