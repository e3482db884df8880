"""Who sees which complaint: the single gate of lists, search, exports, files, mail and API.

A lane first: a complaint about an official or the office lies in triage, where only the inspectorate sees it,
until it is known whom to exclude. Then the people: whoever it is about never finds it, in whatever role, and
neither does their unit's queue. Admin and auditor see none: a complaint may name them.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import Accused, Complaint
from complaints.terms import Lane, Route

OUTSIDE = (Lane.TRIAGE, Lane.INSPECTORATE)
HANDLERS = frozenset({Role.INFORMATION, Role.CLERK, Role.BACK_OFFICE, Role.REVIEWER, Role.SUPERVISOR})


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """The complaints that exist for this actor. Foreign ones do not exist: answer 404."""
    if actor.user_id is None or not actor.role:
        return Complaint.objects.none()
    if actor.role == Role.APPLICANT:
        return Complaint.objects.filter(complainant__user_id=actor.user_id)
    if actor.role == Role.WHISTLE:
        return without_those_about(actor, Complaint.objects.filter(lane=Lane.WHISTLE))
    seen = sight_of(actor)
    return Complaint.objects.none() if seen is None else without_those_about(actor, Complaint.objects.filter(seen))


def sight_of(actor: Actor) -> Q | None:
    """What the role may see before the people are looked at. None: nothing."""
    office = Q(lane=Lane.OFFICE)
    if actor.role == Role.COMPLAINTS:
        return office
    if actor.role == Role.INSPECTORATE:
        return Q(lane__in=OUTSIDE) | (office & Q(triaged_at__isnull=False))
    if actor.role == Role.HEAD:
        return office & (Q(is_secret=False) | Q(route=Route.HEAD) | Q(handler_id=actor.user_id))
    if actor.role not in HANDLERS:
        return None
    mine = Q(route=Route.OFFICER, handler_id=actor.user_id)
    if actor.role == Role.REVIEWER and actor.agency_id:
        mine |= Q(route=Route.AGENCY, agency_id=actor.agency_id)
    return office & mine


def without_those_about(actor: Actor, rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """These rows without those about this person; nor those that were merged into one about this person."""
    return rows.exclude(about(actor, "pk")).exclude(about(actor, "merged_into"))


def about(actor: Actor, place: str) -> Exists:
    """Is the complaint about this person, or about the unit whose queue this person works on?"""
    names = Q(user_id=actor.user_id)
    if actor.agency_id:
        names |= Q(agency_id=actor.agency_id)
    return Exists(Accused.objects.filter(names, complaint=OuterRef(place)))


def of_account(user_id: int | None, actor: Actor) -> QuerySet[Complaint]:
    """What an account sent under its own name, as far as this actor may see it. Secret senders stay unknown."""
    rows = visible_to(actor).filter(is_anonymous=False, complainant__user_id=user_id or 0)
    return rows.order_by("-created_at", "-id") if user_id else Complaint.objects.none()
