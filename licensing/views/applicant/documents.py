"""Issued documents, handed out as they were drawn or signed: never drawn again."""

from django.http import Http404
from django.http.response import HttpResponseBase

from accounts.access import signed_in
from accounts.requests import Request
from foundation.files.views import original
from licensing.queries import document_visible_to


@signed_in
def download(request: Request, code: str) -> HttpResponseBase:
    """/dokumen/<kode>.pdf: the file behind a document that this person may see."""
    document = document_visible_to(request.actor, code)
    if document is None or document.file is None:
        raise Http404
    return original(request, document.file.public_id)
