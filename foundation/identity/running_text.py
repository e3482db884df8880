"""Personal numbers and addresses inside what people wrote, closed before anybody publishes it.

The text stays as the citizen wrote it; only the copy for the public is changed, and says so. A run of 13 to 16
digits (NIK, NPWP, NIB) or 22 (NITKU), a telephone number with or without separators, an e-mail address, a chat link.
"""

import re
from dataclasses import dataclass

from foundation.journal.scrub import LONG_NUMBER, PHONE

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.ASCII)
CHAT = re.compile(r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com|t\.me)/\S+", re.IGNORECASE)
LANDLINE = re.compile(r"(?<![0-9A-Za-z-])\(?0[2-79]\d{1,2}\)?[ .-]?\d(?:[ .-]?\d){4,7}(?![0-9A-Za-z])")
LONG = re.compile(rf"\+?(?:{LONG_NUMBER.pattern})")  # "+62 812 3456 7890" has 13 digits too
NUMBER_CLOSED, ADDRESS_CLOSED = "[nomor ditutup]", "[alamat ditutup]"


@dataclass(frozen=True, slots=True)
class Masked:
    """The text for the public, and how many numbers and addresses in it were closed."""

    text: str
    count: int


def masked(text: str) -> Masked:
    """Close every personal number and address."""
    count = 0
    for pattern, instead in (
        (CHAT, ADDRESS_CLOSED),
        (EMAIL, ADDRESS_CLOSED),
        (LONG, NUMBER_CLOSED),
        (PHONE, NUMBER_CLOSED),
        (LANDLINE, NUMBER_CLOSED),
    ):
        text, found = pattern.subn(instead, text)
        count += found
    return Masked(text, count)
