"""The survey that was just offered, as the console and the information desk show it again."""

from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from counter.logbook.queries import rows
from counter.logbook.settling import offering
from foundation.identity.digits import whole_number


def shown(actor: Actor, text: str) -> dict[str, Any] | None:
    """Link and name of a row of this officer for which the survey was offered today; None for anything else.

    Later the same address would only tell whether somebody has answered.
    """
    pk = whole_number(text)
    if pk is None:
        return None
    visit = rows.visible_to(actor).filter(pk=pk, officer_id=actor.user_id).first()
    if visit is None or offering.day_of(visit) != timezone.localdate() or not offering.is_offered(visit):
        return None
    return {"link": offering.link_of(visit), "label": visit.ticket_label or visit.number, "visit": visit}
