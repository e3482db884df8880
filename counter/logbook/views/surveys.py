"""/survei/layanan/<kode>/: from a message to the survey of one service."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from counter.logbook.settling import offering


@public
@never_cache
@require_safe
def from_message(request: HttpRequest, code: str) -> HttpResponse:
    """The link is made now and kept nowhere; whether it is used afterwards is not seen here."""
    visit = offering.by_code(code)
    if visit is None:
        raise Http404
    return redirect(offering.link_of(visit))
