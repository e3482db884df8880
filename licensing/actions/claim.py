"""Klaim: a person takes over the business that OSS brought, with a code sent only to the contact in the NIB data."""

import secrets
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from foundation.messaging.letters import Recipient, write

from accounts.actors import Actor
from foundation.journal import book
from foundation.secrets.index import blind_index
from licensing.actions.adopt import unclaimed
from licensing.models import Application, PelakuUsaha
from licensing.workflow import Refused

LIFE = timedelta(minutes=15)
TRIES = 5


def ask(nib_number: str, nik: str, *, actor: Actor) -> None:
    """Send a code to the phone and e-mail of the NIB data. Right and wrong numbers look alike to the asker."""
    holder = unclaimed(nib_number, nik)
    book.record("claim.asked", subject=f"user:{actor.user_id}", who=actor, data={"found": holder is not None})
    if holder is None:
        return
    code = f"{secrets.randbelow(10**6):06d}"
    cache.set(slot(actor), {"holder": holder.pk, "code": blind_index("claim", code), "tries": 0}, LIFE.seconds)
    write(
        "claim_code",
        to=Recipient(
            user_id=None, name=holder.name, email=holder.email, phone=holder.phone, by_email=True, by_whatsapp=True
        ),
        context={"code": code, "minutes": LIFE.seconds // 60},
        key=f"claim:{holder.pk}:{actor.user_id}:{timezone.now().timestamp():.0f}",
        subject=holder.subject,
    )


@transaction.atomic
def confirm(code: str, *, actor: Actor) -> PelakuUsaha:
    """Take the business over.

    Raises:
        Refused: wrong or old code; unknown numbers and wrong codes are answered alike.
    """
    wrong = Refused(_("Kode salah atau sudah lewat waktunya. Minta kode baru, lalu coba lagi."))
    asked = cache.get(slot(actor))
    if not asked or asked["tries"] >= TRIES:
        raise wrong
    if not secrets.compare_digest(asked["code"], blind_index("claim", code.strip())):
        cache.set(slot(actor), {**asked, "tries": asked["tries"] + 1}, LIFE.seconds)
        book.record("claim.failed", subject=f"user:{actor.user_id}", who=actor)
        raise wrong
    if PelakuUsaha.objects.filter(pk=asked["holder"], owner=None).update(owner_id=actor.user_id) != 1:
        raise wrong
    cache.delete(slot(actor))
    holder = PelakuUsaha.objects.get(pk=asked["holder"])
    Application.objects.filter(holder=holder, applicant=None).update(applicant_id=actor.user_id)
    book.record("claim.done", subject=holder.subject, who=actor)
    return holder


def slot(actor: Actor) -> str:
    """Where the pending claim of this person is kept."""
    return f"claim:{actor.user_id}"
