"""Surat kuasa: written down with its scan, revoked when the applicant says so."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from counter.assisted.models import Person, Proxy
from foundation.files import intake
from foundation.journal import book


def record(person: Person, facts: dict[str, Any], letter: Any, *, actor: Actor) -> Proxy:
    """Keep a letter of authority: name, number, days, scope, and the scan of the letter.

    Raises:
        foundation.files.intake.FileRefused: what is wrong with the scan.
    """
    stored = intake.receive(letter, purpose="proxy_letter", subject=person.subject, who=actor)
    with transaction.atomic():
        proxy = Proxy.objects.create(person=person, letter=stored, recorded_by_id=actor.user_id or 0, **facts)
        data = {"proxy": proxy.pk, "scope": proxy.scope, "ends_on": proxy.ends_on}
        book.record("proxy.recorded", subject=person.subject, who=actor, data=data)
    return proxy


@transaction.atomic
def revoke(proxy: Proxy, *, actor: Actor) -> None:
    """The applicant takes the power back."""
    if Proxy.objects.filter(pk=proxy.pk, revoked_at=None).update(revoked_at=timezone.now()):
        book.record("proxy.revoked", subject=proxy.person.subject, who=actor, data={"proxy": proxy.pk})
