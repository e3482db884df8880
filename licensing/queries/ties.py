"""Ties between officers and businesses: who has declared what."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.actors import Actor
from licensing.models import PelakuUsaha, Tie


def holder_by_number(number: str) -> PelakuUsaha | None:
    """The business behind a NIB or a file's number; None when there is none."""
    text = number.strip()
    wanted = Q(nibs__number="".join(text.split())) | Q(applications__number=text.upper())
    return PelakuUsaha.objects.filter(wanted).distinct().first()


def relatives_of(actor: Actor) -> QuerySet[Tie]:
    """What this officer has declared and still holds."""
    return living().filter(user_id=actor.user_id or 0)


def living() -> QuerySet[Tie]:
    """All declared relatives that still hold, newest first."""
    found = Tie.objects.filter(kind=Tie.Kind.RELATIVE).exclude(ends_on__lt=timezone.localdate())
    return found.select_related("user", "holder").order_by("-id")


def tie_of(pk: int) -> Tie:
    """One living declaration.

    Raises:
        Http404: when there is none.
    """
    found = living().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
