"""Letters about an account: codes, links and warnings. They cannot be unsubscribed from.

allauth names its mails by a template; here each becomes a letter of ours, carried by the outbox, so that a
page answers as fast for an unknown address as for a known one.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index

MINUTES = 15
RESET_HOURS = 24

#: allauth's template -> our letter
LETTERS = {
    "account/email/email_confirmation": "account_code",
    "account/email/email_confirmation_signup": "account_code",
    "account/email/password_reset_key": "account_reset",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
}
#: allauth's notification -> what happened, as a sentence
EVENTS: dict[str, str | Promise] = {
    "account/email/password_changed": _("Kata sandi akun Anda diubah."),
    "account/email/password_set": _("Kata sandi akun Anda dipasang."),
    "account/email/password_reset": _("Kata sandi akun Anda diatur ulang."),
    "account/email/email_changed": _("Alamat e-mail akun Anda diganti dengan alamat lain."),
    "mfa/email/totp_activated": _("Kunci kedua dipasang pada akun Anda."),
    "mfa/email/totp_deactivated": _("Kunci kedua dilepas dari akun Anda."),
    "mfa/email/recovery_codes_generated": _("Kode cadangan baru dibuat untuk akun Anda."),
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes: an e-mail address or a telephone number, and whose account it is, if any."""

    email: str = ""
    phone: str = ""
    user: Any = None

    @property
    def subject(self) -> str:
        """The line in which letters wait: one per account, or per address without an account."""
        if self.user is not None and self.user.pk:
            return f"user:{self.user.pk}"
        return f"account:{blind_index('stop', (self.email or self.phone).lower())[:24]}"


def tell(letter: str, to: Address, *, link: str = "", **context: Any) -> None:
    """Write one letter to one address, whatever channels the person has chosen."""
    person = Recipient(
        user_id=to.user.pk if to.user is not None else None,
        name=to.user.name if to.user is not None else "",
        email=to.email,
        phone=to.phone,
        by_email=bool(to.email),
        by_whatsapp=bool(to.phone),
    )
    with transaction.atomic():
        key = f"{letter}:{secrets.token_hex(8)}"
        write(letter, to=person, context=context, key=key, subject=to.subject, link=link)


def code(to: Address, number: str) -> None:
    """A code to type on the page that is open."""
    tell("account_code", to, code=number, minutes=MINUTES)


def changed(user: User, what: str | Promise, *, email: str = "", phone: str = "") -> None:
    """Tell the owner what happened, at the address where the old one is still read."""
    to = Address(email=email, phone=phone, user=user) if email or phone else Address(email=user.email, user=user)
    tell("account_changed", to, what=str(what), link=f"{settings.SITE_URL}/akun/lupa-sandi/")
