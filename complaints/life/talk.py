"""What a step says: messages of the dialogue, and notes that stay at the desk."""

from collections.abc import Iterable

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import Complaint, Message, MessageFile
from complaints.rules.steps import Step
from complaints.terms import MessageKind, Side
from foundation.files.models import StoredFile

KINDS: dict[Step, MessageKind] = {
    Step.ASK: MessageKind.REQUEST,
    Step.SUPPLY: MessageKind.SUPPLY,
    Step.ANSWER: MessageKind.ANSWER,
    Step.REOPEN: MessageKind.REPLY,
    Step.REPORT: MessageKind.REPORT,
    Step.EXTEND: MessageKind.NOTICE,
}


def add(
    complaint: Complaint,
    *,
    side: Side,
    kind: MessageKind,
    text: str,
    author: Actor | None = None,
    files: Iterable[StoredFile] = (),
    external_id: str | None = None,
) -> Message:
    """One message with its files. The complainant's account is never its author."""
    author_id = author.user_id if author and side is Side.OFFICE else None
    message = Message.objects.create(
        complaint=complaint, side=side, kind=kind, author_id=author_id, text=text.strip(), external_id=external_id
    )
    MessageFile.objects.bulk_create(MessageFile(message=message, file=file) for file in files)
    return message


def said(
    complaint: Complaint,
    step: Step,
    *,
    actor: Actor,
    as_sender: bool,
    text: str,
    note: str,
    files: Iterable[StoredFile],
) -> Message | None:
    """The message of a step, and its note as an internal one. None when nothing was said to the other side."""
    if note.strip():
        add(complaint, side=side_of(actor, as_sender=False), kind=MessageKind.INTERNAL, text=note, author=actor)
    if not text.strip():
        return None
    side = side_of(actor, as_sender=as_sender or step is Step.SUPPLY)
    return add(complaint, side=side, kind=KINDS.get(step, MessageKind.MESSAGE), text=text, author=actor, files=files)


def side_of(actor: Actor, *, as_sender: bool) -> Side:
    """Which side speaks."""
    if as_sender:
        return Side.SENDER
    return Side.SYSTEM if actor.role == Role.SYSTEM else Side.OFFICE
