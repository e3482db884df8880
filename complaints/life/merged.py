"""Several complaints about one matter: one goes on and speaks for all, yet each sender keeps the own page and address.

What the office says there is said on every page, by every sender's own letter. No sender ever reads another's words.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from complaints.life import letters, talk
from complaints.models import Accused, Complaint, Message, MessageFile
from complaints.rules.steps import Step
from complaints.terms import MessageKind, Side, Stage, State
from foundation.files.models import StoredFile

#: What the office says to everybody. Asking goes to the one whose material is incomplete.
SHARED = frozenset({Step.ANSWER, Step.REPORT, Step.EXTEND, Step.FORWARD, Step.SILENCE})
#: The one that goes on ends by its own sender's doing: the others must not end with it.
LEFT = frozenset({Step.WITHDRAW, Step.LAPSE})


def others(complaint: Complaint) -> QuerySet[Complaint]:
    """The complaints that it speaks for, oldest first."""
    return Complaint.objects.filter(merged_into=complaint).order_by("pk")


def share(complaint: Complaint, step: Step, letter: str, message: Message | None) -> None:
    """Say it to the other senders as well: in their dialogues, and by their letters."""
    if step not in SHARED:
        return
    told = {"answered_at": complaint.answered_at, "reply_until": complaint.reply_until, "outcome": complaint.outcome}
    for other in others(complaint):
        Complaint.objects.filter(pk=other.pk).update(**told)
        other.refresh_from_db()
        said = repeat(message, other) if message else None
        letters.tell(other, letter, step=step, message=said)


def catch_up(complaint: Complaint, goal: Complaint) -> None:
    """Merged into one that was answered already: its sender gets the same answer, and the same days to reply."""
    if goal.answered_at is None:
        return
    told = {"answered_at": goal.answered_at, "reply_until": goal.reply_until, "outcome": goal.outcome}
    Complaint.objects.filter(pk=complaint.pk).update(**told)
    complaint.refresh_from_db()
    for message in Message.objects.filter(complaint=goal, kind__in=[MessageKind.ANSWER, MessageKind.REPORT]):
        said = repeat(message, complaint)
        letters.tell(complaint, "complaint_answer", step=Step.MERGE, message=said)


def repeat(message: Message, other: Complaint) -> Message:
    """The same words in another dialogue."""
    return Message.objects.create(
        complaint=other, side=message.side, kind=message.kind, author_id=message.author_id, text=message.text
    )


def take_over(complaint: Complaint, into: Complaint) -> None:
    """``complaint`` now follows, or gives way to, ``into``: so do those that it spoke for, their papers that lie there,
    and whom it is about.
    """
    carry_papers(complaint, into)
    others(complaint).update(merged_into=into)
    for row in complaint.accused.exclude(user=None).select_related("user"):
        told = {"agency_id": row.agency_id, "description": row.description, "named_by_id": row.named_by_id}
        Accused.objects.get_or_create(complaint=into, user=row.user, defaults=told)


def carry_papers(complaint: Complaint, into: Complaint) -> None:
    """What those that it spoke for had handed on lies at the next one too; ``policies.was_handed_on`` guards it there.

    Papers only: each is guarded by its own complaint whenever it is opened, the words of a note are not.
    """
    marks = [other.mark for other in others(complaint)]
    there = MessageFile.objects.filter(message__complaint=into).values("file")
    rows = MessageFile.objects.filter(message__complaint=complaint, file__subject__in=marks).exclude(file__in=there)
    for row in rows.select_related("message", "file").order_by("pk"):
        talk.add(into, side=Side.SYSTEM, kind=MessageKind.INTERNAL, text=row.message.text, files=[row.file])


def speaks_for(complaint: Complaint) -> Complaint | None:
    """The one that goes on for a merged complaint; None when it was not merged."""
    return complaint.merged_into if complaint.state == State.MERGED else None


def hand_on(complaint: Complaint, text: str, *, is_reply: bool) -> None:
    """A merged sender's words: on the own page for the sender, as a note at the desk of the one that goes on."""
    kind = MessageKind.REPLY if is_reply else MessageKind.MESSAGE
    message = talk.add(complaint, side=Side.SENDER, kind=kind, text=text)
    with translation.override(settings.LANGUAGE_CODE):
        note = _("Dari pengadu %(number)s yang digabung: %(text)s") % {"number": complaint.number, "text": text}
    lay_beside(message, note)


def hand_on_file(complaint: Complaint, file: StoredFile) -> Message:
    """A merged sender's paper: on the own page for the sender, and beside a note at the desk of the one that goes on.

    The file stays the merged complaint's own; ``policies.may_open`` lets in who handles the one that goes on.
    """
    message = talk.add(complaint, side=Side.SENDER, kind=MessageKind.EVIDENCE, text="", files=[file])
    with translation.override(settings.LANGUAGE_CODE):
        note = _("Berkas dari pengadu %(number)s yang digabung.") % {"number": complaint.number}
    lay_beside(message, note, files=[file])
    return message


def lay_beside(message: Message, note: str, *, files: Iterable[StoredFile] = ()) -> None:
    """The note on a merged sender's message, in the office's language, for the desk of the one that goes on."""
    complaint = message.complaint
    goal = speaks_for(complaint)
    assert goal is not None  # noqa: S101 - the caller asked
    talk.add(goal, side=Side.SYSTEM, kind=MessageKind.INTERNAL, text=note, files=files)
    letters.warn(goal, "complaint_staff_message", key=f"{complaint.mark}:m{message.pk}", roles=letters.desk(goal))


def is_over(complaint: Complaint) -> bool:
    """Has the one that speaks for a merged complaint closed, with an answer that its sender has read?"""
    goal = speaks_for(complaint)
    return goal is not None and goal.state == State.CLOSED and complaint.answered_at is not None


def is_answered(complaint: Complaint) -> bool:
    """Has its sender an answer to read: of its own, or of the one that speaks for it?"""
    passed = complaint.stage >= Stage.FILED or complaint.state == State.MERGED
    return complaint.answered_at is not None and passed
