"""The list of differences with OSS. One open row per subject and kind, however often it is seen."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from foundation.outbox.acts import NotPossible, demand_reason
from licensing.actions import nib
from licensing.models import Application
from oss_bridge.models import Difference, OssView

Kind, State = Difference.Kind, Difference.State
OF_STATUS = (Kind.STATUS, Kind.BEHIND, Kind.MISSING_THERE)  # what a look at one permit can clear


def open_ones() -> QuerySet[Difference]:
    """What a person must look at, the oldest first."""
    return Difference.objects.filter(state=State.OPEN).order_by("first_seen_at", "id")


def is_settled(subject: str, kind: str, *, here: str, there: str) -> bool:
    """Did a person settle this while both sides said the same as now?"""
    rows = Difference.objects.filter(subject=subject, kind=kind, state=State.SETTLED, here=here, there=there)
    return rows.exists()


def raised(
    subject: str, kind: str, *, here: str, there: str, sentence: str, application: Application | None = None
) -> bool:
    """Note a difference. True when it was not known before; a settled one stays settled."""
    here, there = here[:60], there[:60]
    if is_settled(subject, kind, here=here, there=there):
        return False
    said = {"here": here, "there": there, "sentence": sentence[:300]}
    known, is_new = Difference.objects.get_or_create(
        subject=subject, kind=kind, state=State.OPEN, defaults={"application": application, **said}
    )
    if not is_new:
        Difference.objects.filter(pk=known.pk, state=State.OPEN).update(last_seen_at=timezone.now(), **said)
    return is_new


def gone(subject: str, *kinds: str) -> int:
    """Both sides say the same again."""
    return close(Difference.objects.filter(subject=subject, kind__in=kinds), State.GONE)


def repaired(subject: str, *kinds: str) -> int:
    """The reconciliation mended it."""
    return close(Difference.objects.filter(subject=subject, kind__in=kinds), State.REPAIRED)


def close(rows: QuerySet[Difference], state: Difference.State, **changes: Any) -> int:
    """From open to another state."""
    return rows.filter(state=State.OPEN).update(state=state, closed_at=timezone.now(), **changes)


@transaction.atomic
def settle(difference: Difference, *, actor: Actor, reason: str) -> None:
    """A person looked and did by hand what was needed, or accepts it. Journalled; the file's alarm goes out.

    Raises:
        NotPossible: no reason, or the difference is no longer open.
    """
    demand_reason(reason)
    row = Difference.objects.filter(pk=difference.pk)
    if not close(row, State.SETTLED, settled_by_id=actor.user_id, reason=reason[:300]):
        raise NotPossible(_("Perbedaan ini sudah tidak terbuka."))
    facts = {"kind": difference.kind, "here": difference.here, "there": difference.there}
    book.record("oss.difference_settled", subject=difference.subject, who=actor, data=facts, note=reason)
    if difference.application is not None:
        OssView.objects.filter(application=difference.application).update(difference="")
        nib.calm(difference.application, difference.sentence)
