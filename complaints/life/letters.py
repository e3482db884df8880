"""Letters to the complainant and to the desks. They say that there is news and where, never what a complaint says.

A letter to a desk goes only to people for whom the complaint exists (``visible_to``).
"""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from accounts.actors import actor_of
from accounts.models import User
from accounts.roles import Role
from complaints.models import Complainant, Complaint, Message
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from complaints.terms import Lane, Route
from foundation.identity.digits import IdentityError
from foundation.identity.phone import normalise
from foundation.messaging.letters import Recipient, write

DESK_OF: dict[str, str] = {
    Lane.OFFICE: Role.COMPLAINTS,
    Lane.TRIAGE: Role.INSPECTORATE,
    Lane.INSPECTORATE: Role.INSPECTORATE,
    Lane.WHISTLE: Role.WHISTLE,
}


def tell(complaint: Complaint, letter: str, *, step: Step | str, message: Message | None = None) -> None:
    """Write the complainant's letter, when there is one and an address to send it to."""
    person = Complainant.objects.filter(complaint=complaint).select_related("user").first() if letter else None
    if person is None:
        return
    to = recipient(person)
    if to.email or to.phone:
        key = f"{complaint.mark}:{complaint.version}:{step}:{message.pk if message else 0}"
        with translation.override(settings.LANGUAGE_CODE):
            write(letter, to=to, context=facts(complaint), key=key, subject=complaint.mark, link=track_link(complaint))


def recipient(person: Complainant) -> Recipient:
    """Where answers go: the addresses that the person left here. No inbox: other people may use that account."""
    contact = person.contact.strip()
    email = person.email or (contact if "@" in contact else "")
    return Recipient(
        user_id=None,
        name=person.name,
        email=email,
        phone=person.phone or phone_in(contact),
        by_email=True,
        by_whatsapp=True,
    )


def phone_in(contact: str) -> str:
    """The contact as a phone number, or nothing."""
    try:
        return normalise(contact) if contact and "@" not in contact else ""
    except IdentityError:
        return ""


def facts(complaint: Complaint) -> dict[str, object]:
    """What a letter may say: the number and where it stands."""
    return {
        "number": complaint.number,
        "stage": f"{complaint.stage}. {complaint.get_stage_display()}",
        "state": complaint.get_state_display(),
        "reply_until": complaint.reply_until,
    }


def track_link(complaint: Complaint) -> str:
    """Where the complainant goes on; the code is not in it."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('complaint_track')}?nomor={complaint.number}"


def desk_link(complaint: Complaint) -> str:
    """Where the desk goes on."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('complaint_detail', args=[complaint.number])}"


def desk(complaint: Complaint) -> set[str]:
    """The roles of the desk that has it."""
    return {DESK_OF[complaint.lane]}


def audience(complaint: Complaint, roles: set[str]) -> list[User]:
    """Active people of these roles, and whoever studies it, for whom the complaint exists."""
    wanted = Q(role__in=roles) | Q(pk=complaint.handler_id)
    if complaint.route == Route.AGENCY:
        wanted |= Q(role=Role.REVIEWER, agency_id=complaint.agency_id)
    people = User.objects.filter(wanted, is_active=True).order_by("pk")
    return [user for user in people if visible_to(actor_of(user)).filter(pk=complaint.pk).exists()]


def warn(complaint: Complaint, letter: str, *, key: str, roles: set[str], **more: object) -> int:
    """Write to staff. Nobody is written to for whom the complaint does not exist. Returns to how many."""
    people = audience(complaint, roles)
    with translation.override(settings.LANGUAGE_CODE):
        for user in people:
            to = Recipient(
                user_id=user.pk, name=user.name, email=user.email, phone=user.phone,
                by_email=user.notify_email, by_whatsapp=user.notify_whatsapp and bool(user.phone_verified_at),
            )  # fmt: skip
            context = {**facts(complaint), **more}
            write(letter, to=to, context=context, key=key, subject=complaint.mark, link=desk_link(complaint))
    return len(people)


def tell_staff(complaint: Complaint, step: Step, *, as_sender: bool) -> None:
    """The desk hears of the complainant's steps; whoever must study it hears of the route; a new desk of its task."""
    key = f"{complaint.mark}:{complaint.version}:{step}:staff"
    if as_sender:
        warn(complaint, "complaint_staff_message", key=key, roles=desk(complaint))
    elif step in {Step.CLASSIFY, Step.REROUTE}:
        roles: set[str] = {Role.HEAD} if complaint.route == Route.HEAD else set()
        roles |= {Role.INSPECTORATE} if complaint.lane == Lane.INSPECTORATE else set()
        warn(complaint, "complaint_staff_routed", key=key, roles=roles)
    elif step in {Step.RELEASE, Step.HAND_OVER}:
        warn(complaint, "complaint_staff_new", key=key, roles=desk(complaint))
