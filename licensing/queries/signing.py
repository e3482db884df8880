"""Letters of the office: which wait for a hand, and what a check of a signed file says."""

from functools import lru_cache

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from foundation.files import store
from foundation.files.models import StoredFile
from foundation.files.refusals import FileAltered
from foundation.signing import checking
from licensing.models import Document
from licensing.queries.visibility import visible_to
from licensing.terms import DocumentKind, DocumentStatus


def awaiting_signature(actor: Actor) -> QuerySet[Document]:
    """Letters that this official decided and that are drawn but not signed, oldest first."""
    waiting = Document.objects.filter(status=DocumentStatus.PREPARING, file=None, unsigned_file__isnull=False)
    technical = Q(kind=DocumentKind.TECHNICAL_LETTER)
    if actor.role == Role.REVIEWER:
        waiting = waiting.filter(technical, application__decided_by=actor.account)
    else:
        waiting = waiting.filter(~technical, application__signed_by=actor.account)
    waiting = waiting.filter(application__in=visible_to(actor))
    return waiting.select_related("application__holder", "unsigned_file").order_by("id")


def signature_of(document: Document) -> checking.Seen | None:
    """What the stored bytes say of their signature; None for documents that nobody signs or seals here."""
    if not document.has_signature or document.file is None:
        return None
    return _checked(document.file.pk, document.file.sha256)


@lru_cache(maxsize=512)
def _checked(pk: int, sha256: str) -> checking.Seen:
    """The same bytes say the same for the life of a process; ``sha256`` keys them."""
    try:
        with store.open_original(StoredFile.objects.get(pk=pk)) as file:
            return checking.check(file.read())
    except FileAltered:
        return checking.Seen(checking.Verdict.BROKEN)
