"""What one complaint's page at the desk shows, by who reads it."""

from typing import Any

from accounts.actors import Actor
from accounts.roles import Power, Role
from complaints.actions.dialogue import may_write
from complaints.forms.desk import MessageForm
from complaints.models import Complaint, Message
from complaints.queries import desk
from complaints.rules import matrix
from complaints.terms import Lane, MessageKind, Side, Stage, State
from foundation.identity.running_text import masked

#: Whoever it spoke for until then follows another one now; what they said lies here still.
HANDED_OVER = frozenset({State.WITHDRAWN, State.MERGED})


def desk_page(complaint: Complaint, actor: Actor, **more: Any) -> dict[str, Any]:
    """Everything but the identity, which is a read of its own. Who only studies it reads numbers masked."""
    is_desk, writes = actor.may(Power.HEAR), may_write(complaint, actor)
    messages = desk.dialogue(complaint, for_sender=False)
    speaks_for = list(complaint.merged.order_by("pk").values_list("number", flat=True))
    handed_over = complaint.state in HANDED_OVER
    reads_all = is_desk or (writes and not handed_over) or not (speaks_for or handed_over)
    return {
        "complaint": complaint,
        "text": complaint.text if is_desk else masked(complaint.text).text,
        "place": complaint.place if is_desk else masked(complaint.place).text,
        "steps": desk.offered(complaint, actor),
        "messages_shown": read_by(messages if reads_all else not_handed_on(messages), is_desk=is_desk),
        "passages": desk.passages(complaint),
        "limits": desk.limits(complaint),
        "is_desk": is_desk,
        "may_write": complaint.is_running and writes,
        "is_triage": actor.role == Role.INSPECTORATE and complaint.lane in {Lane.TRIAGE, Lane.INSPECTORATE},
        "fits_matrix": matrix.fits(complaint.subject, complaint.category),
        "forwardings": list(complaint.forwardings.all()),
        "speaks_for": speaks_for,
        "may_publish": may_publish(complaint, actor),
        "message_form": MessageForm(),
        **more,
    }


def not_handed_on(messages: list[Message]) -> list[Message]:
    """Without what senders of merged complaints say: they may have hidden it from whoever only reads this one."""
    return [one for one in messages if (one.side, one.kind) != (Side.SYSTEM, MessageKind.INTERNAL)]


def read_by(messages: list[Message], *, is_desk: bool) -> list[Message]:
    """The dialogue as it is read: numbers of people masked for who only studies it, as in the story."""
    for message in () if is_desk else messages:
        message.text = masked(message.text).text
    return messages


def may_publish(complaint: Complaint, actor: Actor) -> bool:
    """Answered, of the office's lane, not secret: the complaint officer may put it on the public page."""
    open_to_all = complaint.lane == Lane.OFFICE and not complaint.is_secret and complaint.answered_at is not None
    return open_to_all and actor.role == Role.COMPLAINTS and complaint.stage >= Stage.FILED
