"""Papers drawn on the spot: the referral of a draft that must go elsewhere first, and all statements of a file."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone, translation

from accounts.access import roles
from accounts.requests import Request
from licensing.documents import drawing
from licensing.documents.snapshots import STATEMENTS
from licensing.drafts.readiness import picture
from licensing.portraits.declarations import statements as statements_of
from licensing.portraits.frame import frame
from licensing.portraits.referrals import TOPICS, referral
from licensing.queries import file_of
from licensing.terms import DocumentKind
from licensing.views.applicant.wizard import FILERS


@roles(*FILERS)
def refer(request: Request, ref: str, topic: str) -> HttpResponse:
    """/rujukan/<topik>.pdf: where to go, what to bring, with the facts filled in."""
    application = file_of(request.actor, ref)
    if topic not in TOPICS:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):  # another office reads it
        seen = picture(application.answers, on=timezone.localdate())
        snapshot = {**frame(DocumentKind.REFERRAL, ""), **referral(application, seen, topic)}
    return paper(DocumentKind.REFERRAL, snapshot)


@roles(*FILERS)
def statements(request: Request, ref: str) -> HttpResponse:
    """/pernyataan.pdf: every accepted statement, to print."""
    application = file_of(request.actor, ref)
    if not application.statements.exists():
        raise Http404
    return paper(STATEMENTS, {**frame(STATEMENTS, ""), **statements_of(application)})


def paper(kind: str, snapshot: dict[str, Any]) -> HttpResponse:
    """A PDF as a download, drawn from its snapshot."""
    data = drawing.draw(kind, snapshot, mode=settings.OSS_MODE)
    response = HttpResponse(data, content_type="application/pdf")
    name = drawing.file_name(kind, snapshot, mode=settings.OSS_MODE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


__all__ = ["refer", "statements"]
