"""Looking things up by codes alone. Unknown and wrong answer alike; compares take the same time."""

import hmac

from licensing.models import Application, Document
from licensing.rules.numbering import tidy_code


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
