"""E-mail, through whatever Django's EMAIL_BACKEND names; and the back end that keeps mails as rows.

``foundation.messaging.backends.email.RowEmailBackend`` shows every mail of the house, those of allauth too, at
/uji/kotak-keluar/. SMTP, console and files are Django's own back ends; SMTP is kept within the wall clock of letters.
"""

import smtplib
import time
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend

from foundation.messaging.models import SentLetter, Way
from foundation.outbox.channels import CHANNELS
from foundation.outbox.outcomes import Outcome

REFERENCE = "X-Rujukan-Surat"
BUSY = range(400, 500)  # SMTP 4xx: try again
DJANGOS_SMTP = "django.core.mail.backends.smtp.EmailBackend"


class RowEmailBackend(BaseEmailBackend):
    """Keeps each mail as a row, once per reference."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many mails were kept (a repeat counts: it is there)."""
        for mail in email_messages:
            SentLetter.objects.get_or_create(
                reference=mail.extra_headers.get(REFERENCE) or uuid.uuid4(),
                defaults={
                    "way": Way.EMAIL,
                    "is_kept": True,
                    "to": ", ".join(mail.recipients()),
                    "title": str(mail.subject),
                    "body": str(mail.body),
                },
            )
        return len(email_messages)


class InTime(smtplib.SMTP):
    """A session that ends with the wall clock of letters. EMAIL_TIMEOUT bounds one answer only, a mail needs ten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._ends_at = time.monotonic() + CHANNELS["message"].wall_clock_seconds
        super().__init__(*args, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer. Raises SMTPServerDisconnected when there is no time left for it."""
        if self.sock is not None:
            self.sock.settimeout(max(0.01, self._ends_at - time.monotonic()))
        return super().getreply()


class InTimeSsl(InTime, smtplib.SMTP_SSL):
    """The same, closed from the first byte."""


class InTimeBackend(smtp.EmailBackend):
    """Django's own, in such a session."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What Django opens."""
        return InTimeSsl if self.use_ssl else InTime


def way_out() -> Any:
    """The back end of this office; Django's SMTP only in time."""
    return InTimeBackend() if settings.EMAIL_BACKEND == DJANGOS_SMTP else get_connection()


def send(letter: dict[str, Any], reference: uuid.UUID) -> Outcome:
    """Send one letter by e-mail."""
    try:
        envelope(letter, reference).send()
    except smtplib.SMTPAuthenticationError:
        return Outcome.auth("server surat menolak akun kantor")
    except smtplib.SMTPRecipientsRefused as no:
        codes = [code for code, _words in no.recipients.values()]
        return refused(min(codes, default=550))
    except smtplib.SMTPResponseException as no:
        return refused(no.smtp_code)
    except smtplib.SMTPServerDisconnected:
        return Outcome.unknown("sambungan ke server surat terputus")
    except (OSError, smtplib.SMTPException) as trouble:
        return Outcome.transient(f"server surat tidak menjawab ({type(trouble).__name__})")
    return Outcome.ok()


def refused(code: int) -> Outcome:
    """What a refusal of the mail server means."""
    if code in BUSY:
        return Outcome.transient(f"server surat menunda (kode {code})")
    return Outcome.permanent(f"server surat menolak (kode {code}): periksa alamat e-mail penerima")


def envelope(letter: dict[str, Any], reference: uuid.UUID) -> EmailMessage:
    """The mail with the headers that make it one mail, stoppable by one press, and no start of a conversation."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {REFERENCE: str(reference), "Message-ID": f"<{reference}@{host}>", "Auto-Submitted": "auto-generated"}
    if letter["stop"]:
        headers |= {
            "List-Unsubscribe": f"<{letter['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return EmailMessage(
        subject=letter["title"], body=letter["body"], to=[letter["to"]], headers=headers, connection=way_out()
    )
