"""Klaim: a person takes over the business that OSS brought, with a code sent only to the contact in the NIB data."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.staff.queries import no_officers
from foundation.journal import book
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index
from foundation.throttle import budget
from licensing.actions.adopt import unclaimed
from licensing.models import Application, PelakuUsaha
from licensing.workflow import Refused

LIFE = timedelta(minutes=15)
TRIES, ALL_TRIES = 5, "25/hour"


def ask(nib_number: str, nik: str, *, actor: Actor) -> None:
    """Send a code to the phone and e-mail of the NIB data, but to no officer's, who may have helped to fill it in.

    Right and wrong numbers look alike to the asker.
    """
    holder = unclaimed(nib_number, nik)
    phone, email = no_officers(phone=holder.phone, email=holder.email, besides=actor.account) if holder else ("", "")
    facts: dict[str, Any] = {"found": holder is not None}
    if holder is not None and (phone, email) != (holder.phone, holder.email):
        facts["withheld"] = "officer"
    asked = book.record("claim.asked", subject=f"user:{actor.user_id}", who=actor, data=facts)
    if holder is None or not (phone or email):
        return
    code = f"{secrets.randbelow(10**6):06d}"
    sent = {"holder": holder.pk, "code": blind_index("claim", code), "tries": 0, "until": timezone.now() + LIFE}
    cache.set(slot(actor), sent, LIFE.seconds)
    write(
        "claim_code",
        to=Recipient(user_id=None, name=holder.name, email=email, phone=phone, by_email=True, by_whatsapp=True),
        context={"code": code, "minutes": LIFE.seconds // 60},
        key=f"claim:{asked.pk}",  # each asking is a letter of its own, also two within a second
        subject=holder.subject,
    )


def confirm(code: str, *, actor: Actor) -> PelakuUsaha:
    """Take the business over. A failed try is written down before it is refused.

    Raises:
        Refused: wrong or old code; unknown numbers and wrong codes are answered alike.
    """
    asked = cache.get(slot(actor))
    holder = take_over(asked["holder"], actor) if asked and is_right(code, asked, actor) else None
    if holder is None:
        book.record("claim.failed", subject=f"user:{actor.user_id}", who=actor)
        raise Refused(_("Kode salah atau sudah lewat waktunya. Minta kode baru, lalu coba lagi."))
    cache.delete(slot(actor))
    return holder


def is_right(code: str, asked: dict[str, Any], actor: Actor) -> bool:
    """Is it the code that was sent, within its tries and its life? Asking spends a try."""
    is_patient = budget.spend("claim-code", ALL_TRIES, f"user:{actor.user_id}")  # also when many come at once
    now = timezone.now()
    is_young = asked.get("until", now) > now  # counting a try does not lengthen its life
    if not is_patient or not is_young or asked["tries"] >= TRIES:
        return False
    cache.set(slot(actor), {**asked, "tries": asked["tries"] + 1}, LIFE.seconds)
    return secrets.compare_digest(asked["code"], blind_index("claim", code.strip()))


@transaction.atomic
def take_over(holder_id: int, actor: Actor) -> PelakuUsaha | None:
    """Make the actor the owner; None when somebody else was faster."""
    if PelakuUsaha.objects.filter(pk=holder_id, owner=None).update(owner_id=actor.user_id) != 1:
        return None
    holder = PelakuUsaha.objects.get(pk=holder_id)
    Application.objects.filter(holder=holder, applicant=None).update(applicant_id=actor.user_id)
    book.record("claim.done", subject=holder.subject, who=actor)
    return holder


def slot(actor: Actor) -> str:
    """Where the pending claim of this person is kept."""
    return f"claim:{actor.user_id}"
