"""The mailbox behind an adapter: unread mails out, marks in. Only this module knows IMAP."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from typing import Protocol

from django.conf import settings
from imap_tools import AND, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

TIMEOUT_SECONDS = 20
AT_ONCE = 50


class MailboxSilent(Exception):
    """The mail server does not answer, or does not let us in."""


class Mailbox(Protocol):
    """What fetching needs of a mailbox."""

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """(uid, the mail as it came), oldest first; nothing is marked by reading."""

    def done(self, uid: str) -> None:
        """Mark as read: it will not come again."""


class ImapMailbox:
    """A folder on an IMAP server."""

    def __init__(self, box: MailBox | MailBoxUnencrypted) -> None:
        self.box = box

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Unread mails of the folder, at most AT_ONCE; the next round takes the rest."""
        for message in self.box.fetch(AND(seen=False), mark_seen=False, limit=AT_ONCE, bulk=False):
            if message.uid:
                yield message.uid, message.obj.as_bytes()

    def done(self, uid: str) -> None:
        """Set \\Seen; the mail stays where it is, for the office to read."""
        self.box.flag(uid, MailMessageFlags.SEEN, True)


def is_on() -> bool:
    """Has the office named a mailbox?"""
    return bool(settings.IMAP_HOST)


@contextmanager
def opened() -> Iterator[Mailbox]:
    """The office's mailbox. Raises MailboxSilent; says nothing of the password."""
    kind = MailBox if settings.IMAP_TLS else MailBoxUnencrypted
    try:
        box = kind(settings.IMAP_HOST, settings.IMAP_PORT, timeout=TIMEOUT_SECONDS)
        with closing_line(box):
            box.login(settings.IMAP_USER, settings.IMAP_PASSWORD, initial_folder=settings.IMAP_FOLDER)
            yield ImapMailbox(box)
            box.logout()
    except (ImapToolsError, OSError, IMAP4.error) as trouble:
        raise MailboxSilent(type(trouble).__name__) from None


@contextmanager
def closing_line(box: MailBox | MailBoxUnencrypted) -> Iterator[None]:
    """Hang up whatever happened: the library leaves the line open when it is not let in."""
    try:
        yield
    finally:
        with suppress(OSError):
            box.client.shutdown()
