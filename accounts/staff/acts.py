"""What the admin does with accounts. Each act is journalled; none can be done to oneself."""

from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.entry import told
from accounts.models import SigningTerm, User
from accounts.roles import Role
from foundation.journal import book


class NotPossible(Exception):
    """The act is refused; the text says why."""


@transaction.atomic
def invite(fields: dict[str, Any], *, actor: Actor) -> User:
    """A new officer without a password: a link by e-mail lets them set their own.

    Raises:
        NotPossible: when the address has an account already.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(**fields)
    except IntegrityError:
        raise NotPossible(_("E-mail ini sudah dipakai sebuah akun. Isi alamat lain.")) from None
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    book.record("staff.invited", subject=subject(user), who=actor, data={"role": user.role, "agency": user.agency_id})
    send_link(user)
    return user


@transaction.atomic
def invite_again(user: User, *, actor: Actor) -> None:
    """The same link once more, for somebody who has not set a password yet.

    Raises:
        NotPossible: when they have.
    """
    if user.has_usable_password():
        raise NotPossible(_("Orang ini sudah memasang kata sandinya. Bila lupa, ia memakai “Lupa kata sandi”."))
    send_link(user)
    book.record("staff.invited", subject=subject(user), who=actor, data={"again": True})


def send_link(user: User) -> None:
    """The letter with the link; it lives as long as ``PASSWORD_RESET_TIMEOUT``."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
    to = told.Address(email=user.email, user=user)
    told.tell("account_invited", to, link=link, hours=told.RESET_HOURS, role=str(Role(user.role).label))


@transaction.atomic
def change(user: User, fields: dict[str, Any], *, actor: Actor) -> None:
    """Role, agency, job title, NIP. A new role or agency ends the person's sessions (C18).

    Raises:
        NotPossible: for one's own role.
    """
    before = {name: getattr(user, name) for name in fields}
    changed = sorted(name for name, value in fields.items() if before[name] != value)
    if user.pk == actor.user_id and {"role", "agency"} & set(changed):
        raise NotPossible(_("Peran Anda sendiri hanya dapat diubah admin lain."))
    for name in changed:
        setattr(user, name, fields[name])
    user.save(update_fields=changed)
    if {"role", "agency"} & set(changed):
        forget_sessions(user)
    data = {"fields": changed, "role": [before.get("role"), user.role]}
    book.record("staff.changed", subject=subject(user), who=actor, data=data)


@transaction.atomic
def close(user: User, *, leaves_on: date, reason: str, actor: Actor) -> None:
    """Somebody leaves: from the day after ``leaves_on`` nothing opens; today or earlier closes at once.

    Raises:
        NotPossible: for one's own account.
    """
    not_oneself(user, actor)
    user.leaves_on = leaves_on
    user.is_active = leaves_on > timezone.localdate()
    user.save(update_fields=["leaves_on", "is_active"])
    if not user.is_active:
        forget_sessions(user)
    book.record("staff.closed", subject=subject(user), who=actor, data={"leaves_on": leaves_on}, note=reason)


@transaction.atomic
def reopen(user: User, *, actor: Actor) -> None:
    """The account works again; the person signs in anew."""
    not_oneself(user, actor)
    user.leaves_on, user.is_active = None, True
    user.save(update_fields=["leaves_on", "is_active"])
    book.record("staff.reopened", subject=subject(user), who=actor)


@transaction.atomic
def end_sessions(user: User, *, actor: Actor) -> int:
    """Sign somebody out everywhere; answers how many sessions ended."""
    count = forget_sessions(user)
    book.record("staff.sessions_ended", subject=subject(user), who=actor, data={"count": count})
    return count


@transaction.atomic
def reset_factor(user: User, *, reason: str, actor: Actor) -> None:
    """A lost phone: take the second factor off, end the sessions, tell the owner. They must set up a new one.

    Raises:
        NotPossible: for one's own account; another admin does it.
    """
    not_oneself(user, actor)
    Authenticator.objects.filter(user=user).delete()
    forget_sessions(user)
    book.record("staff.factor_reset", subject=subject(user), who=actor, note=reason)
    told.changed(user, _("Kunci kedua akun Anda dilepas oleh admin. Pasang kunci baru saat masuk lagi."))


@transaction.atomic
def appoint(term: SigningTerm, *, actor: Actor) -> SigningTerm:
    """Keep a new signing term."""
    term.save()
    data = {"user": term.user_id, "capacity": term.capacity, "starts_on": term.starts_on, "ends_on": term.ends_on}
    book.record("signing.appointed", subject=subject(term.user), who=actor, data=data, note=term.decree)
    return term


@transaction.atomic
def end_term(term: SigningTerm, *, ends_on: date, actor: Actor) -> None:
    """The last day on which somebody signs."""
    SigningTerm.objects.filter(pk=term.pk).update(ends_on=ends_on)
    book.record("signing.ended", subject=subject(term.user), who=actor, data={"term": term.pk, "ends_on": ends_on})


def forget_sessions(user: User) -> int:
    """End every session of an account; answers how many there were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def not_oneself(user: User, actor: Actor) -> None:
    """Two people for what could lock oneself out or in."""
    if user.pk == actor.user_id:
        raise NotPossible(_("Untuk akun Anda sendiri, minta admin lain."))


def subject(user: User) -> str:
    """Name of an account in the journal."""
    return f"user:{user.pk}"
