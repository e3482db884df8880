"""The demo's counter: Bu Ratna, who has a telephone but no account, was helped with a draft that waits for her.

Names and numbers are invented. Everything goes through the acts of this room.
"""

from dataclasses import replace

from django.db import transaction

from accounts.actors import actor_of
from accounts.models import User
from counter.assisted.actions import ending, people, sessions
from counter.assisted.models import Person
from counter.assisted.queries.sessions import current
from counter.assisted.terms import Attendance
from counter.logbook.terms import Result

CLERK = "loket@contoh.id"
RATNA = {"name": "Ratna Dewi", "nik": "1377015505850002", "phone": "+6281200000031", "email": ""}


@transaction.atomic
def seed() -> list[str]:
    """Make what is missing; answers one line for each new thing."""
    user = User.objects.filter(email=CLERK, is_demo=True).first()
    if user is None or Person.objects.exists():
        return []
    clerk = actor_of(user)
    if current(clerk) is not None:
        return []
    ratna = people.register(RATNA, ktp_seen=True, actor=clerk)
    assistance = sessions.start(ratna, attendance=Attendance.OWNER, ktp_seen=True, actor=clerk)
    helping = replace(clerk, channel="counter", on_behalf_of=ratna.subject)
    draft = sessions.begin_draft(assistance, actor=helping)
    ending.end(assistance, result=Result.CONTINUES, remark="Alamat usaha menyusul.", actor=helping)
    return [f"+ {ratna.name}, draf {draft.ref}"]
