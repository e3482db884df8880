"""Going on at home: a person takes over the entry of the counter with a code to the telephone written there."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.staff.queries import no_officers
from counter.assisted.models import Person
from counter.assisted.queries.people import subjects
from foundation.journal import book
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index
from foundation.throttle import budget
from licensing.models import Application, PelakuUsaha
from licensing.workflow import Refused

LIFE = timedelta(minutes=15)
TRIES = 5
ALL_TRIES = "25/hour"


def ask(person: Person | None, *, actor: Actor) -> None:
    """Send a code to the telephone and e-mail on record, but to no officer's, who may have written them down.

    A claimed and an unreachable entry look alike to the asker.
    """
    phone, email = no_officers(phone=person.phone, email=person.email, besides=actor.account) if person else ("", "")
    able = person is not None and person.account_id is None and bool(phone or email)
    facts: dict[str, Any] = {"found": able}
    if person is not None and (phone, email) != (person.phone, person.email):
        facts["withheld"] = "officer"
    book.record("person.claim_asked", subject=f"user:{actor.user_id}", who=actor, data=facts)
    if person is None or not able:
        return
    code = f"{secrets.randbelow(10**6):06d}"
    sent = {"person": person.pk, "code": blind_index("person", code), "tries": 0, "until": timezone.now() + LIFE}
    cache.set(slot(actor), sent, LIFE.seconds)
    write(
        "claim_code",
        to=Recipient(user_id=None, name=person.name, email=email, phone=phone, by_email=True, by_whatsapp=True),
        context={"code": code, "minutes": LIFE.seconds // 60},
        key=f"person-claim:{person.pk}:{secrets.token_hex(6)}",
        subject=person.subject,
    )


def confirm(code: str, *, actor: Actor) -> Person:
    """Take the entry over with everything that was begun for it.

    Raises:
        Refused: wrong or old code; the account belongs to another NIK already.
    """
    asked: dict[str, Any] | None = cache.get(slot(actor))
    is_patient = budget.spend("person-claim-code", ALL_TRIES, f"user:{actor.user_id}")  # also when many come at once
    now = timezone.now()
    is_young = asked is not None and asked.get("until", now) > now  # counting a try does not lengthen its life
    if is_patient and asked and is_young and asked["tries"] < TRIES:
        cache.set(slot(actor), {**asked, "tries": asked["tries"] + 1}, LIFE.seconds)
        if secrets.compare_digest(asked["code"], blind_index("person", code.strip())):
            person = take_over(Person.objects.get(pk=asked["person"]), actor=actor)
            cache.delete(slot(actor))
            return person
    book.record("person.claim_failed", subject=f"user:{actor.user_id}", who=actor)
    raise Refused(_("Kode salah atau sudah lewat waktunya. Minta kode baru, lalu coba lagi."))


@transaction.atomic
def take_over(person: Person, *, actor: Actor) -> Person:
    """The entry, its drafts, files and businesses are the account's. An account holds one NIK at most.

    Raises:
        Refused: somebody was faster, or the account is known at the counter under another NIK.
    """
    known = Person.objects.filter(account_id=actor.user_id, merged_into=None).exclude(pk=person.pk).first()
    if known is not None and known.nik_index and person.nik_index and known.nik_index != person.nik_index:
        raise Refused(_("Akun Anda sudah terhubung dengan NIK lain. Datang ke loket dengan KTP-el."))
    mine = subjects(person)
    if known is not None:
        rows = Person.objects.filter(pk=person.pk, account=None, merged_into=None).update(merged_into=known)
    else:
        rows = link(person, actor)
    if rows != 1:
        raise Refused(_("Data ini sudah terhubung dengan sebuah akun."))
    give(mine, actor.user_id)
    book.record("person.claimed", subject=person.subject, who=actor)
    person.refresh_from_db()
    return known or person


def link(person: Person, actor: Actor) -> int:
    """Put the account on the entry; 0 when it has one."""
    try:
        with transaction.atomic():
            return Person.objects.filter(pk=person.pk, account=None, merged_into=None).update(account_id=actor.user_id)
    except IntegrityError:
        return 0


def give(mine: list[str], user_id: int | None) -> None:
    """Files without an applicant and businesses without an owner that were begun for this person."""
    files = Application.objects.filter(assisted_for__in=mine)
    holders = list(files.exclude(holder=None).values_list("holder_id", flat=True))
    PelakuUsaha.objects.filter(pk__in=holders, owner=None).update(owner_id=user_id)
    files.filter(applicant=None).update(applicant_id=user_id)


def slot(actor: Actor) -> str:
    """Where the pending claim of this account is kept."""
    return f"person-claim:{actor.user_id}"
