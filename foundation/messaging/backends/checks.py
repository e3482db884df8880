"""Warns an office that would collect letters instead of sending them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

ROWS = "foundation.messaging.backends.email.RowEmailBackend"


@register(Tags.security, deploy=True)
def letters_leave_the_house(**_: Any) -> list[CheckMessage]:
    """Outside the demo the row back ends keep every letter where nobody reads it."""
    found: list[CheckMessage] = []
    if settings.DEMO:
        return found
    if settings.EMAIL_BACKEND == ROWS:
        found.append(Warning("EMAIL_BACKEND keeps mails as rows and sends none.", id="messaging.W001"))
    if settings.WHATSAPP_BACKEND == "row":
        found.append(Warning("WHATSAPP_BACKEND keeps messages as rows and sends none.", id="messaging.W002"))
    return found
