"""Numbers in words from outside: an id of an address as it stands; a pasted NIK with its dots, dashes and spaces."""

import unicodedata

from django.utils.translation import gettext_lazy as _

SEPARATORS = frozenset(" \t\r\n\u00a0.,-–—/'’`()_")
LONGEST = 17  # digits that a database column of 64 bits surely holds


class IdentityError(ValueError):
    """A number or name that cannot be right. ``str()`` is a sentence that says what to do."""


def whole_number(text: str, *, longest: int = LONGEST) -> int | None:
    """The number that a word of an address, a form or a sheet is; None for every other word.

    Signs that only look like digits (², ٣) and numbers of more than ``longest`` digits are other words.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else None


def digits_of(text: str, *, what: str) -> str:
    """The digits of a pasted number, separators dropped. Raises IdentityError for letters and signs.

    ``what`` is the everyday name of the number, such as "NIK".
    """
    found = []
    for char in text:
        if char in SEPARATORS or unicodedata.category(char) in {"Zs", "Cf"}:
            continue
        if not char.isdecimal():
            raise IdentityError(_("%(what)s hanya berisi angka. Hapus huruf atau tanda lain.") % {"what": what})
        found.append(str(unicodedata.decimal(char)))
    return "".join(found)


def exactly(text: str, length: int, *, what: str, where: str) -> str:
    """The digits, when there are exactly ``length`` of them and not all zero. ``where`` says what to copy from."""
    digits = digits_of(text, what=what)
    if len(digits) != length:
        words = {"what": what, "length": length, "count": len(digits), "where": where}
        raise IdentityError(
            _("%(what)s terdiri dari %(length)d angka; yang Anda isi %(count)d angka. Salin dari %(where)s.") % words
        )
    if not digits.strip("0"):
        raise IdentityError(_("Isi %(what)s yang sebenarnya, bukan nol semua.") % {"what": what})
    return digits
