"""Indonesian telephone numbers to E.164 (domain.md §8.3). The library parses; the rules are ours."""

import re

import phonenumbers
from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError, digits_of

E164 = re.compile(r"\+62\d+")
MOBILE = re.compile(r"\+628\d{8,11}")
LANDLINE = re.compile(r"\+62[2-79]\d{6,10}")
MOBILE_SENTENCE = _("Isi nomor HP Indonesia, misalnya 0812 3456 7890 (10 sampai 13 angka).")


def normalise(text: str, *, allow_landline: bool = False) -> str:
    """``0812-3456 7890`` -> ``+6281234567890``. Raises IdentityError.

    Accepts 08…, 8…, 62… and +62…; a 0 after +62 is refused, because nobody can tell which was meant.
    ``allow_landline`` also takes numbers such as ``(0751) 91234``.
    """
    digits = digits_of(text.replace("+", " "), what=str(_("Nomor telepon")))
    if digits.startswith("620"):
        raise IdentityError(_("Setelah +62 langsung angka 8, tanpa 0. Contoh: +62 812 3456 7890."))
    if "+" in text and not digits.startswith("62"):
        raise IdentityError(MOBILE_SENTENCE)
    try:
        parsed = phonenumbers.parse(f"+{digits}" if digits.startswith("62") else digits, "ID")
    except phonenumbers.NumberParseException:
        raise IdentityError(MOBILE_SENTENCE) from None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if MOBILE.fullmatch(number) or (allow_landline and LANDLINE.fullmatch(number)):
        return str(number)
    raise IdentityError(MOBILE_SENTENCE)


def is_mobile(number: str) -> bool:
    """Can this normalised number receive WhatsApp and SMS?"""
    return bool(MOBILE.fullmatch(number))


def shown(number: str) -> str:
    """``+6281234567890`` -> ``0812-3456-7890``, as people write it."""
    if not E164.fullmatch(number):
        return number
    local = f"0{number[3:]}"
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)


def whatsapp_link(number: str) -> str:
    """``https://wa.me/628…`` of a normalised mobile number."""
    return f"https://wa.me/{number.removeprefix('+')}"
