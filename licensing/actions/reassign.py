"""Sharing work out anew: a file that is being checked goes to a colleague of the same agency."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from foundation.journal import book
from licensing.models import Application


@transaction.atomic
def reassign(application: Application, *, to: User, actor: Actor) -> bool:
    """Give the file to this reviewer; False when the reviewer is of another agency or somebody was faster.

    Moves no status, tells OSS nothing, and its journal gives no reason: who asked for it may have to stay unknown.
    """
    fits = to.role == Role.REVIEWER and to.is_active and to.agency_id == application.agency_id
    if not fits or application.reviewer_id in {None, to.pk}:
        return False
    held = Application.objects.filter(pk=application.pk, version=application.version, reviewer=application.reviewer_id)
    if held.update(reviewer=to, claimed_at=timezone.now(), version=F("version") + 1) != 1:
        return False
    book.record("application.reassigned", subject=application.subject, who=actor, data={"to": to.pk})
    return True
