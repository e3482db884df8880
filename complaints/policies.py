"""Who may open a file of a complaint: staff for whom the complaint exists; the original opens for nobody.

The complainant reads the own files through the dialogue, where no name is written down. What the sender of a merged
complaint handed on is also read by who handles the one that goes on.
"""

from accounts.actors import Actor
from complaints.actions.dialogue import may_write
from complaints.models import Complaint, MessageFile
from complaints.queries.visibility import about, visible_to
from complaints.terms import State
from foundation.files.models import StoredFile


def may_open(actor: Actor, file: StoredFile) -> bool:
    """The subject of the file is ``complaint:12``."""
    kind, _colon, pk = file.subject.partition(":")
    known = kind == "complaint" and pk.isdigit() and actor.is_staff
    return known and (visible_to(actor).filter(pk=int(pk)).exists() or was_handed_on(actor, file, int(pk)))


def was_handed_on(actor: Actor, file: StoredFile, pk: int) -> bool:
    """Does it lie at the complaint that goes on for this merged one, and does the actor handle that one?

    Reading that one is not enough (the merged sender may have hidden the contents), and never for whom it is about.
    """
    found = Complaint.objects.filter(pk=pk, state=State.MERGED).exclude(about(actor, "pk"))
    complaint = found.select_related("merged_into").first()
    goal = complaint.merged_into if complaint else None
    if goal is None or not MessageFile.objects.filter(file=file, message__complaint=goal).exists():
        return False
    return may_write(goal, actor)
