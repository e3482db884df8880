"""Who may open a file of a complaint: staff for whom the complaint exists; the original opens for nobody.

The complainant reads the own files through the dialogue, where no name is written down.
"""

from accounts.actors import Actor
from complaints.queries.visibility import visible_to
from foundation.files.models import StoredFile


def may_open(actor: Actor, file: StoredFile) -> bool:
    """The subject of the file is ``complaint:12``."""
    kind, _colon, pk = file.subject.partition(":")
    known = kind == "complaint" and pk.isdigit() and actor.is_staff
    return known and visible_to(actor).filter(pk=int(pk)).exists()
