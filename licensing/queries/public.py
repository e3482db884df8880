"""Looking things up by codes alone. Unknown and wrong answer alike; compares take the same time."""

import hmac

from django.db.models import Q

from licensing.models import Application, Document
from licensing.rules.numbering import tidy_code
from licensing.terms import DocumentKind, DocumentStatus


def tracked(number: str, code: str) -> Application | None:
    """The file with this number and this tracking code; None for an unknown number or a wrong code."""
    found = Application.objects.select_related("holder", "kbli", "agency").filter(number=number.strip().upper()).first()
    expected = found.tracking_code if found else "0" * 10
    same = hmac.compare_digest(tidy_code(code).encode(), expected.encode())
    return found if found and same else None


def verified(code: str) -> Document | None:
    """The document with this verification code."""
    tidy = tidy_code(code)
    documents = Document.objects.select_related("application__holder", "application__kbli", "file")
    return documents.exclude(kind="receipt").filter(code=tidy).first() if len(tidy) == 22 else None


def newer_than(document: Document) -> Document | None:
    """The document in force that took this one's place: of the same file, or of the business where it is the NIB."""
    same = Q(application=document.application)
    if document.kind == DocumentKind.NIB:
        same |= Q(application__holder=document.application.holder)
    rows = Document.objects.filter(same, kind=document.kind, status=DocumentStatus.VALID, pk__gt=document.pk)
    return rows.order_by("-pk").first()
