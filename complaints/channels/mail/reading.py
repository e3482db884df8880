"""One e-mail read: who, what, with which papers; and whether a person wrote it at all. Pure."""

import email.policy
import hashlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

from lxml import html

NUMBER = re.compile(r"\b[A-Z]{3}-\d{4}-\d{6}\b")  # of a complaint, as receipts print it
LONGEST_TEXT = 10_000
MOST_PAPERS = 10
HEADERS = 64_000  # bytes in which they end
LONGEST_HEADER = 4_000  # Python's reader takes the square of their length: 300,000 bytes would be minutes
MOST_PIECES = 2_000  # lines that may begin a part: of ten papers a mail has twelve
READ_HEADERS = re.compile(
    rb"[\r\n](?:From|Subject|Message-ID|Content-[a-z-]+|Auto-Submitted|Precedence|Return-Path|MIME-Version):"
    rb"[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*",
    re.IGNORECASE,
)
SMALLEST_PICTURE = 6_000  # bytes: what hangs inside the text and is smaller is a signature's logo
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe")
MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|tidak-?dibalas|bounces?|notifications?)[@+]"
)
QUOTED = re.compile(r"\n(?:>|-----\s*(?:Original|Pesan asli)|On .{5,80} wrote:|Pada .{5,80} menulis:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that came along."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as far as we need it. ``mark`` is its Message-ID, or a fingerprint when it has none."""

    mark: str
    address: str
    name: str
    subject: str
    text: str
    whole: str
    is_automatic: bool
    papers: list[Paper] = field(default_factory=list)
    left_out: int = 0

    @property
    def number(self) -> str:
        """The complaint that its subject names, "" when none."""
        found = NUMBER.search(self.subject.upper())
        return found[0] if found else ""


class TooIntricate(ValueError):
    """No mail program writes such headers, or so many parts; reading them could take hours, or all memory."""


def weigh(data: bytes) -> None:
    """The headers that are read, each and all together, and what may begin a part. Raises TooIntricate."""
    sizes = [len(found[0]) for found in READ_HEADERS.finditer(b"\n" + data)]
    pieces = data.count(b"\n--") + data.count(b"\r--")
    if max(sizes, default=0) > LONGEST_HEADER or sum(sizes) > HEADERS or pieces > MOST_PIECES:
        raise TooIntricate


def read(data: bytes) -> Mail:
    """Read a mail. What is odd in it is left out. Raises TooIntricate."""
    weigh(data)
    message = message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes it one
    name, address = parseaddr(header(message, "From"))
    whole = words(message)
    papers, left_out = enclosed(message)
    return Mail(
        mark=header(message, "Message-ID")[:250] or f"sha256:{hashlib.sha256(data).hexdigest()}",
        address=address.strip().lower()[:254],
        name=" ".join(name.split())[:150],
        subject=" ".join(header(message, "Subject").split())[:250],
        text=fresh(whole)[:LONGEST_TEXT],
        whole=whole,
        is_automatic=is_automatic(message, address.lower()),
        papers=papers,
        left_out=left_out,
    )


def outside(data: bytes | None) -> tuple[str, str]:
    """Sender and subject as far as they can be read: what stands on the envelope of a mail that makes trouble."""
    try:
        message = message_from_bytes((data or b"")[:HEADERS], policy=email.policy.compat32)
        found = [str(make_header(decode_header(str(message.get(name, ""))))) for name in ("From", "Subject")]
    except Exception:  # noqa: BLE001 - the worst mail of all must still be shown to a person
        return "", ""
    sender, subject = (" ".join(words.replace("\0", "").split())[:250] for words in found)
    return sender, subject


def header(message: EmailMessage, name: str) -> str:
    """A header as text; "" when it is absent or cannot be read."""
    try:
        return str(message.get(name, "") or "").replace("\0", "").strip()
    except (ValueError, IndexError, LookupError, AttributeError):
        return ""


def is_automatic(message: EmailMessage, address: str) -> bool:
    """Did a machine send it: an answering machine, a list, a bounce? Such mail is never answered."""
    if header(message, "Auto-Submitted").lower() not in {"", "no"}:
        return True
    if header(message, "Precedence").lower() in {"bulk", "junk", "list", "auto_reply"}:
        return True
    if header(message, "Return-Path") == "<>" or message.get_content_type() == "multipart/report":
        return True
    return not address or bool(MACHINES.match(address)) or any(message.get(name) for name in AUTOMATIC_HEADERS)


def words(message: EmailMessage) -> str:
    """The text: the plain part, or the web part without its markup."""
    for wanted in ("plain", "html"):
        part = message.get_body((wanted,))
        if part is None:
            continue
        try:
            text = str(part.get_content())
        except (LookupError, ValueError, KeyError):
            text = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
        if wanted == "html":
            text = bare(text)
        if text.strip():
            return text.replace("\0", "").replace("\r\n", "\n").strip()
    return ""


def bare(markup: str) -> str:
    """Words of a web page, its programs and styles left out."""
    try:
        page = html.document_fromstring(markup)
    except (ValueError, html.etree.ParserError):
        return ""
    for part in page.xpath("//script | //style | //head"):
        part.drop_tree()
    for part in page.xpath("//br | //p | //div | //tr | //li"):
        part.tail = "\n" + (part.tail or "")
    return re.sub(r"\n\s*\n+", "\n\n", page.text_content())


def fresh(text: str) -> str:
    """What the person wrote now, without the mail that is answered."""
    found = QUOTED.search("\n" + text)
    return (text[: max(0, found.start() - 1)] if found else text).strip() or text.strip()


def enclosed(message: EmailMessage) -> tuple[list[Paper], int]:
    """Papers that came along, and how many were left out because there were too many."""
    papers = []
    for part in message.iter_attachments():
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data:
            continue
        if part.get("Content-ID") and part.get_content_maintype() == "image" and len(data) < SMALLEST_PICTURE:
            continue
        papers.append(Paper((part.get_filename() or "lampiran")[:150], data))
    return papers[:MOST_PAPERS], max(0, len(papers) - MOST_PAPERS)
