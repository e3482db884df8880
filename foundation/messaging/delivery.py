"""Carrying a letter out: the reader of the outbox channel "message".

A letter is sent by the back end of its way (settings EMAIL_BACKEND, WHATSAPP_BACKEND). ``SentLetter`` remembers
each reference, so that a repeated attempt after a worker's death sends nothing twice; what remains is the moment
between the other side's yes and our note of it, for which the reference travels along (Message-ID, Idempotency-Key).
"""

from typing import Any

from foundation.messaging import stopping
from foundation.messaging.backends import email, whatsapp
from foundation.messaging.models import SentLetter, Way
from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class, Outcome

SENDERS = {Way.EMAIL: email.send, Way.WHATSAPP: whatsapp.send}


def carry(message: OutboxMessage) -> Outcome:
    """Send one letter, unless it has left already or the person has stopped letters meanwhile."""
    letter: dict[str, Any] = message.payload
    way = Way(letter["way"])
    if SentLetter.objects.filter(reference=message.reference).exists():
        return Outcome.ok("sudah terkirim")
    if not letter["always"] and stopping.is_stopped(way, user_id=letter["user_id"], address=letter["to"]):
        return Outcome.ok("dihentikan oleh penerima")
    outcome = SENDERS[way](letter, message.reference)
    if outcome.kind is Class.OK:
        SentLetter.objects.get_or_create(reference=message.reference, defaults={"way": way})
    return outcome
