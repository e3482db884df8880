"""Who hears of what. One table: which event, which letter to the applicant, which to which desks.

Published steps 11 and 14: 09, 42 and 44 are told to back office and agency; 45, 50, 57, 90 and 93 to PTSP (back
office and head) and applicant, once each. Letters are written through an outbox in the caller's transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from accounts.models import User
from accounts.roles import Role
from foundation.messaging.letters import Recipient, write
from licensing.models import Application, Duty


@dataclass(frozen=True, slots=True)
class Notice:
    """``applicant`` and ``desks`` are letter templates ("" = nobody); ``roles`` says which desks hear it."""

    applicant: str = ""
    desks: str = ""
    roles: frozenset[Role] = frozenset()


AT_WORK = frozenset({Role.BACK_OFFICE, Role.REVIEWER})
PTSP = frozenset({Role.BACK_OFFICE, Role.HEAD})

NOTICES: dict[str, Notice] = {
    "nib_issued": Notice("nib_issued"),
    "nib_denied": Notice("nib_denied"),
    "submitted": Notice("submitted", "staff_new_submission", AT_WORK),
    "incomplete": Notice("incomplete"),
    "complete": Notice("complete", "staff_new_submission", frozenset({Role.REVIEWER})),
    "verifying": Notice("verifying"),
    "site_visit": Notice("site_visit"),
    "correction": Notice("correction"),
    "correction_reset": Notice("correction_reset", "staff_correction_reset", frozenset({Role.HEAD})),
    "resubmitted": Notice("resubmitted", "staff_corrected", AT_WORK),
    "lapsed": Notice("lapsed", "staff_corrected", frozenset({Role.REVIEWER})),
    "sent_back": Notice("", "staff_sent_back", frozenset({Role.REVIEWER})),
    "approved": Notice("approved", "staff_decision", PTSP),
    "rejected": Notice("rejected", "staff_decision", PTSP),
    "issued": Notice("issued", "staff_decision", PTSP),
    "issued_by_expiry": Notice("issued_by_expiry", "staff_decision", PTSP | {Role.SUPERVISOR}),
    "refused": Notice("refused", "staff_decision", PTSP),
    "letter_signed": Notice("letter_signed"),
    "withdrawn": Notice("withdrawn", "staff_withdrawn", PTSP),
    "accompanied_update": Notice("accompanied_update", "staff_decision", frozenset({Role.BACK_OFFICE})),
    "deadline_moved": Notice("deadline_moved"),
    "reminder": Notice("reminder"),
}


def tell(application: Application, event: str, *, key: str, note: str = "") -> None:
    """Write the letters of an event. ``key`` makes each letter unique: telling twice sends once."""
    notice = NOTICES[event]
    context = facts(application, note)
    if notice.applicant:
        for person in applicants(application):
            send(notice.applicant, person, application, context, key, link=application.get_absolute_url())
    if notice.desks and application.number:
        for officer in desk_people(application, notice.roles):
            send(notice.desks, recipient(officer), application, context, key, link=desk_link(officer, application))


def warn(application: Application, *, percent: int, due_on: date, key: str) -> None:
    """A promise is running out: the desk that has the file, and at 100 % the head too."""
    roles = {Role.REVIEWER} if application.complete_at and not application.decided_at else {Role.BACK_OFFICE}
    if application.decided_at or percent >= 100:
        roles |= {Role.HEAD}
    context = {**facts(application, ""), "percent": percent, "due_on": due_on}
    for person in desk_people(application, roles):
        send("deadline_warning", recipient(person), application, context, key, link=desk_link(person, application))


def remind_duty(duty: Duty, *, key: str) -> None:
    """A duty of the holder falls due soon."""
    context = {**facts(duty.application, ""), "duty": duty.text, "due_on": duty.due_on}
    for person in applicants(duty.application):
        send(
            "obligation_due",
            person,
            duty.application,
            context,
            key,
            link=f"{duty.application.get_absolute_url()}kewajiban/",
        )


@translation.override(settings.LANGUAGE_CODE)
def facts(application: Application, note: str) -> dict[str, object]:
    """What the letters may say: no personal numbers; Indonesian, whatever language the sender's page is in."""
    frozen = application.frozen or {}
    return {
        "number": application.number or "",
        "holder": application.holder.name if application.holder else "",
        "kbli": frozen.get("kbli", {}).get("code", ""),
        "activity": frozen.get("kbli", {}).get("title", ""),
        "status": str(application.word.public_label),
        "status_desk": str(application.word.label),
        "note": note,
        "nib": application.nib.number if application.nib else "",
        "permit_number": application.permit_number,
        "promised_on": application.overall_due_on,
        "technical_due_on": application.technical_due_on,
        "applicant_due_on": application.applicant_due_on,
        "decides": str(application.get_authority_display()),
        "agency": application.agency.name if application.agency else "",
        "is_ours": application.is_ours,
    }


def send(
    template: str, to: Recipient, application: Application, context: dict[str, object], key: str, *, link: str
) -> None:
    """One letter to one person."""
    write(
        template,
        to=to,
        context={**context, "name": to.name},
        key=f"{key}:{template}:{to.user_id or to.email}",
        subject=application.subject,
        link=f"{settings.SITE_URL}{link}",
    )


def applicants(application: Application) -> list[Recipient]:
    """The applicant; for an unclaimed file the contact in the NIB data."""
    if application.applicant is not None:
        return [recipient(application.applicant)]
    holder = application.holder
    if holder is None or not (holder.email or holder.phone):
        return []
    return [
        Recipient(
            user_id=None, name=holder.name, email=holder.email, phone=holder.phone, by_email=True, by_whatsapp=True
        )
    ]


def desk_people(application: Application, roles: Iterable[Role]) -> list[User]:
    """Active staff of these roles; reviewers only of the file's agency."""
    wanted = set(roles)
    chosen = Q(role__in=wanted - {Role.REVIEWER})
    if Role.REVIEWER in wanted and application.agency_id:
        chosen |= Q(role=Role.REVIEWER, agency_id=application.agency_id)
    return list(User.objects.filter(chosen, is_active=True).order_by("pk"))


def recipient(user: User) -> Recipient:
    """An account as an addressee, by the channels that it has chosen; WhatsApp only to a number that is proved."""
    return Recipient(
        user_id=user.pk,
        name=user.name,
        email=user.email,
        phone=user.phone,
        by_email=user.notify_email,
        by_whatsapp=user.notify_whatsapp and user.phone_verified_at is not None,
    )


def desk_link(user: User, application: Application) -> str:
    """Where this officer works on the file."""
    desks = {Role.REVIEWER: "tinjau", Role.HEAD: "persetujuan", Role.BACK_OFFICE: "proses"}
    return f"/{desks.get(Role(user.role), 'berkas-permohonan')}/{application.ref}/"
