"""``visible_to(actor)``: which files exist for you. What it leaves out is a 404; default is nothing."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Power, Role
from licensing.models import Application, Document
from licensing.terms import Status

#: Before these the agency has nothing to see.
UNSEEN_BY_AGENCY = frozenset({Status.DRAFT, Status.NIB_REQUESTED, Status.FULFILLING})


def visible_to(actor: Actor) -> QuerySet[Application]:
    """The files that exist for this actor."""
    files = Application.objects.select_related("kbli", "holder", "agency", "nib")
    if actor.is_anonymous:
        return files.none()
    if actor.role == Role.APPLICANT:
        return files.filter(own(actor)).distinct()
    if actor.role == Role.REVIEWER:
        if actor.agency_id is None:
            return files.none()
        return files.filter(agency_id=actor.agency_id).exclude(status__in=UNSEEN_BY_AGENCY)
    if actor.role == Role.CLERK:
        return files.filter(~Q(number=None) | Q(assisted_by_id=actor.user_id))
    if actor.may(Power.READ_ALL):
        return files.exclude(number=None)
    return files.none()


def own(actor: Actor) -> Q:
    """Files of the actor: as applicant, as owner of the business, as living proxy."""
    today = timezone.localdate()
    proxy = Q(holder__ties__user_id=actor.user_id, holder__ties__kind="proxy") & (
        Q(holder__ties__ends_on=None) | Q(holder__ties__ends_on__gte=today)
    )
    return Q(applicant_id=actor.user_id) | Q(holder__owner_id=actor.user_id) | proxy


def mine(actor: Actor) -> QuerySet[Application]:
    """The applicant's own list, newest first."""
    return visible_to(actor).order_by("-created_at", "-id")


def file_of(actor: Actor, ref: str) -> Application:
    """One file by number or draft id.

    Raises:
        Http404: when it does not exist for this actor, or not at all: the answers look alike.
    """
    found = visible_to(actor).filter(Q(number=ref) | Q(draft_id=ref)).first()
    if found is None:
        raise Http404
    return found


def document_visible_to(actor: Actor, code: str) -> Document | None:
    """A document by its code, when its file exists for this actor."""
    return Document.objects.filter(code=code, application__in=visible_to(actor)).select_related("file").first()
