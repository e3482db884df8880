"""Putting an answered complaint on the public page: masked, without names, and only when its sender allowed it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.models import Complaint, Message
from complaints.queries.pages import may_publish
from complaints.terms import MessageKind
from complaints.workflow import Refused
from foundation.identity.running_text import masked
from foundation.journal import book


def proposal(complaint: Complaint) -> dict[str, str]:
    """The words as they would be published: personal numbers hidden."""
    answer = Message.objects.filter(complaint=complaint, kind=MessageKind.ANSWER).last()
    return {"text": masked(complaint.text).text, "answer": masked(answer.text if answer else "").text}


@transaction.atomic
def publish(complaint: Complaint, *, text: str, answer: str, actor: Actor) -> bool:
    """Publish. Whatever the officer typed, numbers are hidden once more; True when something had to be.

    Raises:
        Refused: secret, of another lane, or not answered yet.
    """
    if not may_publish(complaint, actor):
        raise Refused(_("Pengaduan ini tidak dapat diumumkan."))
    told, said = masked(text.strip()), masked(answer.strip())
    words = {"public_text": told.text, "public_answer": said.text, "published_at": timezone.now()}
    Complaint.objects.filter(pk=complaint.pk).update(**words)
    book.record("complaint.published", subject=complaint.mark, who=actor)
    return told.count + said.count > 0


@transaction.atomic
def unpublish(complaint: Complaint, *, actor: Actor) -> None:
    """Take it off the public page."""
    if not may_publish(complaint, actor):
        raise Refused(_("Pengaduan ini tidak dapat Anda tangani."))
    Complaint.objects.filter(pk=complaint.pk).update(published_at=None)
    book.record("complaint.unpublished", subject=complaint.mark, who=actor)
