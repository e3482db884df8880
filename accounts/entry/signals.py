"""What is written down when people sign in and change their accounts."""

import time
from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out

from accounts.actors import actor_of
from accounts.entry import second_factor
from accounts.roles import Role
from foundation.journal import book

SINCE, SEEN, FACTOR = "masuk_sejak", "terakhir", "kunci_kedua"


def stamp(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Begin the clocks of a session, and remember whether staff hold a second factor."""
    request.session[SINCE] = request.session[SEEN] = int(time.time())
    if Role(user.role).is_staff:
        request.session[FACTOR] = second_factor.has(user)


def writer(kind: str) -> Any:
    """A receiver that journals one kind of event about an account."""

    def write(sender: Any, user: Any = None, **kwargs: Any) -> None:
        if user is not None and user.pk:
            book.record(kind, subject=f"user:{user.pk}", who=actor_of(user))

    return write


def email_proved(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Who opened the link of the mail reads that mailbox: no second code for an invited officer."""
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)


JOURNALLED = (
    (account.user_signed_up, "account.signed_up"),
    (account.user_logged_in, "account.signed_in"),
    (user_logged_out, "account.signed_out"),
    (account.password_changed, "account.password_changed"),
    (account.password_reset, "account.password_reset"),
    (account.email_changed, "account.email_changed"),
    (mfa.authenticator_added, "account.factor_added"),
    (mfa.authenticator_removed, "account.factor_removed"),
    (mfa.authenticator_reset, "account.factor_renewed"),
    (mfa.authentication_failed, "account.factor_wrong"),
)


def connect() -> None:
    """Called once, when the room is switched on."""
    user_logged_in.connect(stamp, dispatch_uid="accounts.stamp")
    account.password_reset.connect(email_proved, dispatch_uid="accounts.email_proved")
    for signal, kind in JOURNALLED:
        signal.connect(writer(kind), weak=False, dispatch_uid=f"accounts.{kind}")
