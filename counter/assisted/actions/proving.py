"""Whose account is this? Whoever shows the KTP-el reads out a code that only the account's owner receives.

Anybody can sign up with a NIK that is not theirs. A card at the window shows who stands there; that the account is
theirs as well is shown by a code to the account's own telephone or e-mail. Until then the account's level of
identity stays "declared", and what OSS brought under that NIK stays nobody's. The service itself goes on.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.staff.queries import no_officers
from counter.assisted.actions import people, sessions
from counter.assisted.models import Assistance
from counter.assisted.terms import Attendance
from counter.logbook.terms import Act
from foundation.journal import book
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index
from foundation.throttle import budget
from licensing.workflow import Refused

LIFE = timedelta(minutes=15)
TRIES = 5
ALL_TRIES, ALL_CODES = "25/hour", "10/hour"


def is_open(assistance: Assistance) -> bool:
    """Can a code be asked for here? The owner of an account with a declared NIK stands there, card seen."""
    is_owner = assistance.attendance != Attendance.PROXY and assistance.ktp_seen_at is not None
    return is_owner and bool(assistance.person.nik) and people.needs_proof(assistance.person)


def ask(assistance: Assistance, *, actor: Actor) -> None:
    """Send a code to the account: its e-mail, and its telephone where that was verified.

    Raises:
        Refused: nothing to prove here, too many codes were sent to this account, or an officer would receive it.
    """
    if not is_open(assistance):
        raise Refused(_("Lihat KTP-el pemilik akun dulu; kode hanya untuk akun yang NIK-nya belum dicocokkan."))
    account = User.objects.get(pk=assistance.person.account_id or 0)
    phone = account.phone if account.phone_verified_at else ""
    if no_officers(phone=phone, email=account.email, besides=account.pk) != (phone, account.email):
        book.record("person.proof_refused", subject=assistance.person.subject, who=actor, data={"why": "officer"})
        raise Refused(_("Nomor HP akun ini milik petugas kantor. Minta pemohon memakai nomornya sendiri di profilnya."))
    if not budget.spend("account-proof", ALL_CODES, f"user:{account.pk}"):
        raise Refused(_("Terlalu banyak kode untuk akun ini. Coba lagi satu jam lagi."))
    send(assistance, account, phone, actor=actor)


@transaction.atomic
def send(assistance: Assistance, account: User, phone: str, *, actor: Actor) -> None:
    """A fresh code; the one before counts no more."""
    code = f"{secrets.randbelow(10**6):06d}"
    entry = book.record("person.proof_asked", subject=assistance.person.subject, who=actor)
    sent = {"code": blind_index("account-proof", code), "tries": 0, "until": timezone.now() + LIFE}
    cache.set(slot(assistance), sent, LIFE.seconds)
    write(
        "account_proof_code",
        to=Recipient(
            user_id=None, name=account.name, email=account.email, phone=phone, by_email=True, by_whatsapp=True
        ),
        context={"code": code, "minutes": LIFE.seconds // 60},
        key=f"account-proof:{entry.pk}",
        subject=assistance.person.subject,
    )


def confirm(assistance: Assistance, code: str, *, actor: Actor) -> None:
    """The person read the code out: card and account belong together.

    Raises:
        Refused: wrong or old code, too many tries, or nothing to prove here.
    """
    asked: dict[str, Any] | None = cache.get(slot(assistance))
    is_patient = budget.spend("account-proof-code", ALL_TRIES, f"user:{actor.user_id}", assistance.person.subject)
    now = timezone.now()
    is_young = asked is not None and asked.get("until", now) > now  # counting a try does not lengthen its life
    if is_patient and asked and is_young and asked["tries"] < TRIES and is_open(assistance):
        cache.set(slot(assistance), {**asked, "tries": asked["tries"] + 1}, LIFE.seconds)
        if secrets.compare_digest(asked["code"], blind_index("account-proof", code.strip())):
            cache.delete(slot(assistance))
            return settle(assistance, actor=actor)
    book.record("person.proof_failed", subject=assistance.person.subject, who=actor)
    raise Refused(_("Kode salah atau sudah lewat waktunya. Kirim kode baru, lalu minta pemohon membacakannya."))


@transaction.atomic
def settle(assistance: Assistance, *, actor: Actor) -> None:
    """Proved: said in the journal and in the row of the agenda."""
    people.prove(assistance.person, actor=actor)
    sessions.note(assistance, Act.IDENTITY, actor=actor, text="akun dicocokkan dengan KTP-el")


def is_sent(assistance: Assistance) -> bool:
    """Does a code wait to be read out?"""
    return cache.get(slot(assistance)) is not None


def slot(assistance: Assistance) -> str:
    """Where the code of this service waits."""
    return f"account-proof:{assistance.pk}"
