"""Who may open papers of the counter: signed statements, signatures, letters of authority."""

from accounts.actors import Actor
from accounts.roles import Power, Role
from counter.assisted.queries.people import person_of
from foundation.files.models import StoredFile
from licensing.policies import may_open_evidence

READERS = frozenset({Role.CLERK, Role.BACK_OFFICE, Role.HEAD, Role.ADMIN, Role.AUDITOR})


def may_open_of_file(actor: Actor, file: StoredFile) -> bool:
    """Staff of the office who see the file, and the applicant; not the technical agency."""
    if actor.role == Role.REVIEWER:
        return False
    return may_open_evidence(actor, file)


def may_open_letter(actor: Actor, file: StoredFile) -> bool:
    """A surat kuasa: the counter and its auditors, and the person who gave it."""
    kind, _colon, pk = file.subject.partition(":")
    if kind != "person" or not pk.isdecimal():
        return False
    if actor.role in READERS:
        return actor.role == Role.CLERK or actor.may(Power.READ_ALL)
    return actor.role == Role.APPLICANT and person_of(int(pk)).account_id == actor.user_id
