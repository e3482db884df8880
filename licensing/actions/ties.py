"""Declared relatives: nobody judges a file of their own family (guards.tied)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from licensing.models import Tie
from licensing.queries.ties import holder_by_number
from licensing.workflow import Refused


def declare(number: str, *, actor: Actor) -> Tie:
    """An officer says that a business belongs to a relative. Holds until an admin ends it.

    Raises:
        Refused: no business has this NIB or file number; the try is written down.
    """
    holder = holder_by_number(number)
    if holder is None:
        book.record("tie.not_found", subject=f"user:{actor.user_id}", who=actor)
        raise Refused(_("Nomor ini tidak ditemukan. Periksa NIB atau nomor permohonannya."))
    with transaction.atomic():
        facts = {"declared_at": timezone.now(), "ends_on": None}
        tie, _new = Tie.objects.update_or_create(
            user_id=actor.user_id or 0, holder=holder, kind=Tie.Kind.RELATIVE, defaults=facts
        )
        book.record("tie.declared", subject=holder.subject, who=actor, data={"user": actor.user_id})
    return tie


@transaction.atomic
def end(tie: Tie, *, reason: str, actor: Actor) -> None:
    """An admin ends a declaration, from today on; never the officer alone.

    Raises:
        Refused: for one's own declaration.
    """
    if tie.user_id == actor.user_id:
        raise Refused(_("Pernyataan Anda sendiri diakhiri oleh admin lain."))
    Tie.objects.filter(pk=tie.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    book.record("tie.ended", subject=tie.holder.subject, who=actor, data={"user": tie.user_id}, note=reason)
