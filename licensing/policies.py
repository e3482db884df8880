"""Who may open a stored file of an application: whoever may see the application."""

from accounts.actors import Actor
from accounts.roles import Role
from foundation.files.models import StoredFile
from licensing.queries.visibility import visible_to


def application_pk(file: StoredFile) -> int | None:
    """The application behind a file's subject ``application:12``."""
    kind, _colon, pk = file.subject.partition(":")
    return int(pk) if kind == "application" and pk.isdigit() else None


def may_open_evidence(actor: Actor, file: StoredFile) -> bool:
    """Evidence and letters: whoever sees the application."""
    pk = application_pk(file)
    return pk is not None and visible_to(actor).filter(pk=pk).exists()


def may_open_unsigned(actor: Actor, file: StoredFile) -> bool:
    """A letter that nobody has signed yet: those who decide, and who look after them."""
    return actor.role in {Role.HEAD, Role.BACK_OFFICE, Role.AUDITOR} and may_open_evidence(actor, file)


def may_open_unsigned_technical(actor: Actor, file: StoredFile) -> bool:
    """An agency's letter before it is signed: that agency, and those who decide."""
    return (actor.role == Role.REVIEWER and may_open_evidence(actor, file)) or may_open_unsigned(actor, file)


def may_open_document(actor: Actor, file: StoredFile) -> bool:
    """Issued documents: the same rule."""
    return may_open_evidence(actor, file)
