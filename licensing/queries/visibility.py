"""``visible_to(actor)``: which files exist for you. What it leaves out is a 404; default is nothing."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Power, Role
from licensing.models import Application, Document, Tie
from licensing.terms import Status

#: Before these the agency has nothing to see.
UNSEEN_BY_AGENCY = frozenset({Status.DRAFT, Status.NIB_REQUESTED, Status.FULFILLING})

#: What the pages of a draft read.
OF_A_DRAFT = (
    "number", "draft_id", "status", "version", "master", "applicant_id", "assisted_by_id",
    "answers", "answers_version", "answers_saved_at", "problem",
)  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Application]:
    """The files that exist for this actor."""
    files = Application.objects.select_related("kbli", "holder", "agency", "nib")
    if actor.is_anonymous:
        return files.none()
    if actor.role == Role.APPLICANT:
        return files.filter(own(actor))
    if actor.role == Role.REVIEWER:
        if actor.agency_id is None:
            return files.none()
        return files.filter(agency_id=actor.agency_id).exclude(status__in=UNSEEN_BY_AGENCY)
    if actor.role == Role.CLERK:
        return files.filter(~Q(number=None) | Q(assisted_for=actor.on_behalf_of or "-"))
    if actor.may(Power.READ_ALL):
        return files.exclude(number=None)
    return files.none()


def own(actor: Actor) -> Q:
    """Files of the actor: as applicant, as owner of the business, as living proxy."""
    today = timezone.localdate()
    proxies = Tie.objects.filter(holder_id=OuterRef("holder_id"), user_id=actor.account, kind=Tie.Kind.PROXY).filter(
        Q(ends_on=None) | Q(ends_on__gte=today)
    )
    return Q(applicant_id=actor.user_id) | Q(holder__owner_id=actor.user_id) | Q(Exists(proxies))


def mine(actor: Actor) -> QuerySet[Application]:
    """The applicant's own list, newest first."""
    return visible_to(actor).order_by("-created_at", "-id")


def file_of(actor: Actor, ref: str) -> Application:
    """One file by number or draft id.

    Raises:
        Http404: when it does not exist for this actor, or not at all: the answers look alike.
    """
    return one_of(visible_to(actor), ref)


def draft_of(actor: Actor, ref: str) -> Application:
    """As ``file_of``, without what a draft does not have yet (KBLI row, business, agency, NIB): a page less wide.

    Who began the draft is nearly always who goes on with it, so that is asked first; it is a part of ``visible_to``.

    Raises:
        Http404: as ``file_of``.
    """
    if actor.role == Role.APPLICANT:
        begun = Application.objects.filter(named(ref), applicant_id=actor.account).only(*OF_A_DRAFT).first()
        if begun is not None:
            return begun
    return one_of(visible_to(actor).select_related(None).only(*OF_A_DRAFT), ref)


def named(ref: str) -> Q:
    """Files have a number once they are sent, and a random id before."""
    return Q(number=ref) | Q(draft_id=ref)


def one_of(files: QuerySet[Application], ref: str) -> Application:
    """The file of these that carries a number or draft id; else 404."""
    try:
        return files.get(named(ref))
    except Application.DoesNotExist:
        raise Http404 from None


def document_visible_to(actor: Actor, code: str) -> Document | None:
    """A document by its code, when its file exists for this actor."""
    return Document.objects.filter(code=code, application__in=visible_to(actor)).select_related("file").first()
