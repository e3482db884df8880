"""The plan of follow-up: written and kept up by the complaint desk, read by the head, printed in reports."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import Actor
from complaints.models import PlanItem
from foundation.journal import book


def items() -> QuerySet[PlanItem]:
    """All of them; the list pages by key."""
    return PlanItem.objects.all()


@transaction.atomic
def keep(item: PlanItem, *, actor: Actor) -> PlanItem:
    """Write an item down, new or changed; journalled without its words."""
    if item.pk is None:
        item.written_by_id = actor.user_id
    item.save()
    book.record("complaint.plan", subject=item.mark, who=actor, data={"month": item.month, "done": item.done_on})
    return item
