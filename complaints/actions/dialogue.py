"""The two-way dialogue. ``as_sender``: the caller has proved number and code, or is the signed-in complainant."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from accounts.roles import Power
from complaints import workflow
from complaints.life import letters, merged, talk
from complaints.life.guards import studies
from complaints.models import Complaint, Message
from complaints.queries.visibility import visible_to
from complaints.rules.steps import Step
from complaints.terms import Ending, MessageKind, Side, State
from complaints.workflow import Refused
from foundation.files import intake
from foundation.files.models import StoredFile
from foundation.journal import book

PURPOSE = "complaint"
LONGEST_MESSAGE = 10_000
MOST_FILES = 20


def attach(complaint: Complaint, upload: Any, *, actor: Actor, as_sender: bool) -> StoredFile:
    """Keep one photo, PDF or voice note. Raises FileRefused. Of a secret sender no account is kept with it."""
    who = workflow.quiet(complaint, actor) if as_sender else actor
    if as_sender and upload is not None:  # people put their names into file names
        ending = str(upload.name).rpartition(".")[2][:5]
        upload.name = f"lampiran-{count_files(complaint) + 1}.{ending}"
    return intake.receive(upload, purpose=PURPOSE, subject=complaint.mark, who=who, may_be_sound=True)


def count_files(complaint: Complaint) -> int:
    """How many files came in with this complaint."""
    return StoredFile.objects.filter(purpose=PURPOSE, subject=complaint.mark).count()


@transaction.atomic
def add_evidence(complaint: Complaint, file: StoredFile, *, actor: Actor, as_sender: bool) -> Message:
    """Put a kept file into the dialogue as evidence; the journal keeps its hash. A merged sender's is handed on."""
    if as_sender and complaint.state == State.MERGED:
        message = merged.hand_on_file(complaint, file)
    else:
        side = Side.SENDER if as_sender else Side.OFFICE
        message = talk.add(complaint, side=side, kind=MessageKind.EVIDENCE, text="", author=actor, files=[file])
    who = workflow.quiet(complaint, actor) if as_sender else actor
    book.record("complaint.evidence", subject=complaint.mark, who=who, data={"sha256": file.sha256})
    return message


def say(
    complaint: Complaint, text: str, *, actor: Actor, as_sender: bool, files: Iterable[StoredFile] = (), **more: Any
) -> Complaint:
    """A message. From the complainant it completes what was asked, or re-opens what was answered, by where it stands.

    Raises:
        Refused: empty, or the dialogue is over (with the next door in the sentence).
    """
    if not text.strip():
        raise Refused(_("Tulis pesan Anda."))
    if as_sender and complaint.state == State.MERGED:
        return say_of_merged(complaint, text, actor=actor)
    if as_sender and complaint.state == State.WAITING:
        return workflow.advance(complaint, Step.SUPPLY, actor=actor, as_sender=True, text=text, files=tuple(files))
    if as_sender and complaint.answered_at and complaint.stage >= "e":
        return workflow.advance(complaint, Step.REOPEN, actor=actor, as_sender=True, text=text, files=tuple(files))
    return plain_message(complaint, text, actor=actor, as_sender=as_sender, files=files, **more)


@transaction.atomic
def say_of_merged(complaint: Complaint, text: str, *, actor: Actor) -> Complaint:
    """A merged sender speaks: the desk reads it at the complaint that goes on; a reply in time re-opens that one.

    Its own sender is told that somebody replied, never what.
    """
    if why := why_silent(complaint):
        raise Refused(why)
    goal = merged.speaks_for(complaint)
    is_reply = goal is not None and merged.is_answered(goal)
    if goal is not None and is_reply:
        notice = _("Pengadu lain tentang hal yang sama membalas jawaban ini.")
        workflow.advance(goal, Step.REOPEN, actor=SYSTEM, text=notice)
    merged.hand_on(complaint, text, is_reply=is_reply)
    book.record(
        "complaint.message", subject=complaint.mark, who=workflow.quiet(complaint, actor), data={"side": "sender"}
    )
    return complaint


def why_silent(complaint: Complaint) -> str:
    """Why may the sender of a merged complaint say nothing more? Empty: they may."""
    goal = merged.speaks_for(complaint)
    if goal is not None and merged.is_answered(goal):
        return workflow.why_not(goal, Step.REOPEN, SYSTEM)
    if goal is None or not goal.is_running:
        return _("Pengaduan ini sudah berakhir. Sampaikan pengaduan baru dan sebut nomor ini.")
    return ""


@transaction.atomic
def plain_message(
    complaint: Complaint,
    text: str,
    *,
    actor: Actor,
    as_sender: bool,
    files: Iterable[StoredFile] = (),
    external_id: str | None = None,
) -> Complaint:
    """A message that moves nothing."""
    if not complaint.is_running:
        raise Refused(_("Pengaduan ini sudah berakhir. Sampaikan pengaduan baru dan sebut nomor ini."))
    if not as_sender and not may_write(complaint, actor):
        raise Refused(_("Pengaduan ini tidak dapat Anda tangani."))
    side = Side.SENDER if as_sender else Side.OFFICE
    message = talk.add(
        complaint, side=side, kind=MessageKind.MESSAGE, text=text, author=actor, files=files, external_id=external_id
    )
    who = workflow.quiet(complaint, actor) if as_sender else actor
    book.record("complaint.message", subject=complaint.mark, who=who, data={"side": side})
    if as_sender:
        letters.warn(
            complaint, "complaint_staff_message", key=f"{complaint.mark}:m{message.pk}", roles=letters.desk(complaint)
        )
    else:
        letters.tell(complaint, "complaint_message", step="message", message=message)
    return complaint


def may_write(complaint: Complaint, actor: Actor) -> bool:
    """The desk of its lane, or whoever studies it."""
    seen = visible_to(actor).filter(pk=complaint.pk).exists()
    return seen and (actor.may(Power.HEAR) or studies(complaint, actor))


@transaction.atomic
def note(complaint: Complaint, text: str, *, actor: Actor) -> Message:
    """An internal note of the desk."""
    if not text.strip() or not may_write(complaint, actor):
        raise Refused(_("Tulis catatan."))
    book.record("complaint.note", subject=complaint.mark, who=actor)
    return talk.add(complaint, side=Side.OFFICE, kind=MessageKind.INTERNAL, text=text, author=actor)


def accept(complaint: Complaint, *, actor: Actor, score: int | None = None, words: str = "") -> Complaint:
    """The complainant takes the answer and closes; perhaps with a mark (1-4) for how it was handled."""
    changes: dict[str, Any] = {"satisfaction": score, "satisfaction_note": words.strip()} if score else {}
    return workflow.advance(complaint, Step.ACCEPT, actor=actor, as_sender=True, ending=Ending.SENDER, **changes)


def withdraw(complaint: Complaint, *, actor: Actor) -> Complaint:
    """The complainant takes it back."""
    return workflow.advance(complaint, Step.WITHDRAW, actor=actor, as_sender=True, ending=Ending.SENDER_WITHDREW)


@transaction.atomic
def rate(complaint: Complaint, score: int, *, actor: Actor, words: str = "") -> None:
    """Satisfaction with the handling, after it was closed; once. A merged sender's own mark counts for the own one."""
    state = State.MERGED if merged.is_over(complaint) else State.CLOSED
    rows = Complaint.objects.filter(pk=complaint.pk, state=state, satisfaction=None)
    if rows.update(satisfaction=score) != 1:
        raise Refused(_("Penilaian sudah diterima. Terima kasih."))
    complaint.refresh_from_db()
    complaint.satisfaction_note = words.strip()
    complaint.save(update_fields=["satisfaction_note"])
    book.record(
        "complaint.rated", subject=complaint.mark, who=workflow.quiet(complaint, actor),
        data={"score": score, "at": timezone.now()},
    )  # fmt: skip
