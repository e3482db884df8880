"""What the worker does with the mailbox: each mail once, a person's mail becomes a complaint or a message, and is
answered with a receipt; machines are not answered.

A mail that names a complaint in its subject and comes from the address that the complainant left is a message in
its dialogue. The sender line of a mail can be forged, so such a message takes no step (completing, reopening,
closing): that needs the code, on the page.
"""

import hashlib
import logging
import uuid
from imaplib import IMAP4
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.actions import dialogue, file
from complaints.channels.mail import aside, mailbox, reading
from complaints.channels.mail.mailbox import MailboxSilent
from complaints.life import letters, talk
from complaints.models import Complainant, Complaint, Message
from complaints.terms import Channel, MessageKind, Side
from foundation.files import intake
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.messaging.letters import write
from foundation.office.office import current
from foundation.pulse.due import Later
from foundation.pulse.models import DueTask
from foundation.throttle import budget

log = logging.getLogger(__name__)
SENDER = Actor(role="", name="", channel="email")
SENDER_BUDGET = "20/day"
PURPOSE = "complaint"
WAIT_SECONDS = 300
AT_ONCE = 50  # mails of one round; the next takes the rest


class TooManyMails(Exception):
    """This address has sent more than one person writes in a day."""


def fetch(_task: DueTask | None = None) -> None:
    """Handler of recurring work ``complaint.mail``. Raises Later when the mail server is silent."""
    if not mailbox.is_on():
        return
    try:
        with mailbox.opened() as box:
            for place in aside.tried(box.unread(), most=AT_ONCE):
                if taken(box, place):
                    box.done(place)
    except MailboxSilent as trouble:
        raise Later(f"mailbox: {trouble}", seconds=WAIT_SECONDS) from None


def taken(box: mailbox.Mailbox, place: str) -> bool:
    """Take one mail; one that we stumble over stays unread, is set aside for a person and never stops the others."""
    data = None
    try:
        data = box.letter(place)
        take(data)
    except (MailboxSilent, IMAP4.error):
        raise
    except TooManyMails:
        aside.stumbled(place, data, aside.Reason.FLOOD)
        return False
    except Exception:
        log.exception("complaint_mail_not_taken")
        aside.stumbled(place, data)
        return False
    aside.taken(place)
    return True


def take(data: bytes) -> Complaint | None:
    """One mail. May be given the same mail twice. None when nobody is to be answered. Raises TooManyMails."""
    mail = reading.read(data)
    if mail.is_automatic or mail.address in own_addresses() or not (mail.text or mail.papers):
        return None
    kept = mark_of(mail.mark)
    if Message.objects.filter(external_id=kept).exists():
        return None
    if Complaint.objects.filter(external_id=kept).exists():
        return begin(mail)  # perhaps a worker died before the papers or the receipt
    if not budget.spend("complaint-mail", SENDER_BUDGET, mail.address):
        log.warning("complaint_mail_over_budget")
        raise TooManyMails
    complaint = answered_by(mail)
    return speak(complaint, mail) if complaint else begin(mail)


def own_addresses() -> set[str]:
    """Addresses of ours: a mail from them is our own letter coming round."""
    return {address.lower() for address in (current().email, settings.IMAP_USER) if address}


def mark_of(mark: str) -> str:
    """A Message-ID as it is kept: of an even length, without the sender's host in it."""
    return f"mail:{hashlib.sha256(mark.encode()).hexdigest()}"


def answered_by(mail: reading.Mail) -> Complaint | None:
    """The running complaint that this mail goes on with: its number, and the address that its sender left."""
    complaint = Complaint.objects.filter(number=mail.number).first() if mail.number else None
    person = Complainant.objects.filter(complaint=complaint).first() if complaint else None
    if complaint is None or person is None or not complaint.is_running:
        return None
    return complaint if letters.recipient(person).email.lower() == mail.address else None


def begin(mail: reading.Mail) -> Complaint:
    """A new complaint, its papers, its receipt."""
    facts = {"text": body(mail), "contact_name": mail.name, "contact": mail.address, "email": mail.address}
    kept = mark_of(mail.mark)
    complaint = file(
        facts, submission=uuid.uuid5(uuid.NAMESPACE_URL, kept), actor=SENDER, channel=Channel.EMAIL, external_id=kept
    )
    note = enclose(complaint, mail, external_id=f"{kept}:papers")
    receipt(complaint, note)
    return complaint


def body(mail: reading.Mail) -> str:
    """Subject and text as the complaint's words."""
    return f"{mail.subject}\n\n{mail.text}".strip() if mail.subject else mail.text or _("(Hanya lampiran.)")


def speak(complaint: Complaint, mail: reading.Mail) -> Complaint:
    """A message in the dialogue, with its papers."""
    files, note = received(complaint, mail)
    text = "\n\n".join(part for part in (mail.text, note) if part) or _("(Hanya lampiran.)")
    try:
        with transaction.atomic():
            dialogue.plain_message(
                complaint, text, actor=SENDER, as_sender=True, files=files, external_id=mark_of(mail.mark)
            )
    except IntegrityError:
        log.info("complaint_mail_twice")
    return complaint


def enclose(complaint: Complaint, mail: reading.Mail, *, external_id: str) -> str:
    """The papers of a new complaint as evidence, once; returns what was not taken, in sentences."""
    if not (mail.papers or mail.left_out) or Message.objects.filter(external_id=external_id).exists():
        return ""
    files, note = received(complaint, mail)
    text = "\n".join(part for part in (_("Lampiran e-mail"), note) if part)
    evidence = MessageKind.EVIDENCE
    talk.add(complaint, side=Side.SENDER, kind=evidence, text=text, files=files, external_id=external_id)
    return note


def received(complaint: Complaint, mail: reading.Mail) -> tuple[list[StoredFile], str]:
    """Papers through the front desk for files; a refused one is named with its reason."""
    files, refused = [], []
    for number, paper in enumerate(mail.papers, start=1):  # people put their names into file names
        name = f"lampiran-{number}.{paper.name.rpartition('.')[2][:5]}"
        upload: Any = SimpleUploadedFile(name, paper.data)
        try:
            files.append(intake.receive(upload, purpose=PURPOSE, subject=complaint.mark, who=SENDER, may_be_sound=True))
        except FileRefused as no:
            refused.append(_("Lampiran “%(name)s” tidak diterima. %(why)s") % {"name": paper.name, "why": no})
    if mail.left_out:
        refused.append(_("%(count)d lampiran lain tidak diambil.") % {"count": mail.left_out})
    return files, "\n".join(refused)


def receipt(complaint: Complaint, note: str) -> None:
    """Answer with number and code: the legal receipt of an e-mail."""
    person = Complainant.objects.filter(complaint=complaint).first()
    if person is None:
        return
    context = {**letters.facts(complaint), "code": complaint.code_in_groups, "note": note, "at": complaint.created_at,
               "digest": complaint.digest}  # fmt: skip
    write(
        "complaint_mail_received",
        to=letters.recipient(person),
        context=context,
        key=f"{complaint.mark}:mail-receipt",
        subject=complaint.mark,
        link=letters.track_link(complaint),
    )
