"""Reading who told it. Every read is journalled."""

from django.db import transaction

from accounts.actors import Actor
from complaints.models import Complainant, Complaint
from complaints.queries.visibility import visible_to
from complaints.workflow import Refused
from foundation.journal import book


@transaction.atomic
def reveal(complaint: Complaint, *, actor: Actor) -> Complainant | None:
    """The complainant, for answering; None when nobody said who they are. The look is written down first."""
    if not visible_to(actor).filter(pk=complaint.pk).exists():
        raise Refused
    book.record("complaint.contact_read", subject=complaint.mark, who=actor)
    return Complainant.objects.filter(complaint=complaint).first()
