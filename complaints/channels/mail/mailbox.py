"""The mailbox behind an adapter: unread mails out, marks in. Only this module knows IMAP."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from typing import Protocol

from django.conf import settings
from imap_tools import AND, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

TIMEOUT_SECONDS = 20


class MailboxSilent(Exception):
    """The mail server does not answer, or does not let us in."""


class MailUnreadable(Exception):
    """The mail server does not give out this one mail."""


class Mailbox(Protocol):
    """What fetching needs of a mailbox."""

    def unread(self) -> list[str]:
        """Where the unread mails lie, oldest first."""

    def letter(self, place: str) -> bytes:
        """The mail as it came; nothing is marked by reading. Raises MailUnreadable."""

    def done(self, place: str) -> None:
        """Mark as read: it will not come again."""


class ImapMailbox:
    """A folder on an IMAP server."""

    def __init__(self, box: MailBox | MailBoxUnencrypted) -> None:
        self.box = box
        _name, told = box.client.response("UIDVALIDITY")  # numbers of mails hold as long as this one
        self.epoch = told[0].decode() if told and told[0] else "0"

    def unread(self) -> list[str]:
        """Unread mails of the folder."""
        return [f"{self.epoch}:{uid}" for uid in self.box.uids(AND(seen=False))]

    def letter(self, place: str) -> bytes:
        """The bytes of one mail: no library opens it on the way, so none can stumble over it."""
        try:
            _status, answer = self.box.client.uid("FETCH", uid_of(place), "(BODY.PEEK[])")
        except OSError as trouble:
            raise MailboxSilent(type(trouble).__name__) from None
        found = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if not isinstance(found, bytes):
            raise MailUnreadable(place)
        return found

    def done(self, place: str) -> None:
        """Set \\Seen; the mail stays where it is, for the office to read."""
        self.box.flag(uid_of(place), MailMessageFlags.SEEN, True)


def uid_of(place: str) -> str:
    """The number of a mail in its folder."""
    return place.partition(":")[2]


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
