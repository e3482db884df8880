"""Triage outside the unit: whom is it about, from whom is it hidden, who handles it, whose files change hands."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from complaints import workflow
from complaints.life import merged
from complaints.models import Accused, Complaint
from complaints.queries.triage import files_to_hand_over
from complaints.queries.visibility import OUTSIDE, visible_to
from complaints.rules.steps import Step
from complaints.workflow import Refused
from foundation.journal import book
from foundation.messaging import inbox
from licensing.actions.reassign import reassign


def must_triage(complaint: Complaint, actor: Actor) -> None:
    """Only the inspectorate names people, and only while the complaint lies with it. Raises Refused."""
    seen = visible_to(actor).filter(pk=complaint.pk).exists()
    if actor.role != Role.INSPECTORATE or not seen or complaint.lane not in OUTSIDE:
        raise Refused(_("Teradu ditetapkan Inspektorat selama triase."))


@transaction.atomic
def name_accused(complaint: Complaint, users: list[User], *, actor: Actor, description: str = "") -> list[Accused]:
    """These people (and their units' queues) never find the complaint again. The journal is told how many."""
    must_triage(complaint, actor)
    made = [
        Accused.objects.get_or_create(
            complaint=complaint,
            user=user,
            defaults={"agency_id": user.agency_id, "description": description, "named_by_id": actor.account},
        )[0]
        for user in users
    ]
    if not users and description.strip():
        made = [Accused.objects.create(complaint=complaint, description=description, named_by_id=actor.account)]
    for row in (complaint, *merged.others(complaint)):
        inbox.forget(row.mark, [user.pk for user in users])
    book.record("complaint.accused", subject=complaint.mark, who=actor, data={"count": len(made)})
    return made


@transaction.atomic
def unname(complaint: Complaint, accused_id: int, *, actor: Actor) -> None:
    """Named by mistake."""
    must_triage(complaint, actor)
    Accused.objects.filter(complaint=complaint, pk=accused_id).delete()
    book.record("complaint.accused_removed", subject=complaint.mark, who=actor)


def release(complaint: Complaint, step: Step, given: dict[str, Any], *, actor: Actor) -> Complaint:
    """To the office's desk, hidden from those who were named."""
    return workflow.advance(complaint, step, actor=actor, note=given["note"], triaged_at=timezone.now())


def keep(complaint: Complaint, step: Step, given: dict[str, Any], *, actor: Actor) -> Complaint:
    """The inspectorate handles it to the end."""
    return workflow.advance(complaint, step, actor=actor, note=given["note"], triaged_at=timezone.now())


TRIAGE = {Step.RELEASE: release, Step.KEEP: keep}


@transaction.atomic
def hand_over_files(complaint: Complaint, to: User, *, actor: Actor) -> int:
    """The complainant's open files that an accused person holds go to a colleague of the same agency.

    The files' own journals say that work was shared out anew; they do not name the complaint. Returns how many.
    """
    must_triage(complaint, actor)
    if complaint.accused.filter(user=to).exists():
        raise Refused(_("Petugas ini adalah teradu. Pilih petugas lain."))
    moved = sum(reassign(file, to=to, actor=actor) for file in files_to_hand_over(complaint))
    if not moved:
        raise Refused(_("Tidak ada berkas yang dapat dipindahkan ke petugas ini."))
    book.record("complaint.files_handed_over", subject=complaint.mark, who=actor, data={"count": moved})
    return moved
