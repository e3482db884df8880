"""Portraits: what a document will say, taken from live rows once and frozen. Shapes: licensing.documents.snapshots."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation

from licensing.models import Application
from licensing.portraits.certificates import izin, nib, sertifikat
from licensing.portraits.declarations import spatial, sppl
from licensing.portraits.frame import frame
from licensing.portraits.receipts import receipt
from licensing.portraits.refusals import refusal_letter
from licensing.portraits.technical import technical_letter
from licensing.terms import DocumentKind

PAINTERS: dict[DocumentKind, Callable[..., dict[str, Any]]] = {
    DocumentKind.NIB: nib,
    DocumentKind.SERTIFIKAT_STANDAR: sertifikat,
    DocumentKind.IZIN: izin,
    DocumentKind.SPPL: sppl,
    DocumentKind.SPATIAL: spatial,
    DocumentKind.RECEIPT: receipt,
    DocumentKind.REFUSAL_LETTER: refusal_letter,
    DocumentKind.TECHNICAL_LETTER: technical_letter,
}


@translation.override(settings.LANGUAGE_CODE)
def portrait(
    kind: DocumentKind,
    application: Application,
    *,
    code: str,
    number: str,
    certificate_status: str = "",
    revision: int = 0,
    by_expiry: bool = False,
) -> dict[str, Any]:
    """The snapshot of one document as a plain dict (see ``documents.snapshots.SHAPES[kind]``), in Indonesian."""
    own = PAINTERS[kind](
        application, number=number, certificate_status=certificate_status, revision=revision, by_expiry=by_expiry
    )
    return {**frame(kind, code), **own}
