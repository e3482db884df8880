"""E-mail, through whatever Django's EMAIL_BACKEND names; and the back end that keeps mails as rows.

``foundation.messaging.backends.email.RowEmailBackend`` shows every mail of the house, those of allauth too, at
/uji/kotak-keluar/. SMTP, console and files are Django's own back ends.
"""

import smtplib
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from foundation.messaging.models import SentLetter, Way
from foundation.outbox.outcomes import Outcome

REFERENCE = "X-Rujukan-Surat"
BUSY = range(400, 500)  # SMTP 4xx: try again


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
    return EmailMessage(subject=letter["title"], body=letter["body"], to=[letter["to"]], headers=headers)
