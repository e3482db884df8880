"""Names of people and businesses. One word is a whole name; titles before and after belong to it."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError
from foundation.identity.text import clean_text

PERSON_SIGNS = frozenset(" .,'’‘`´-–()/\"“”")
BUSINESS_SIGNS = PERSON_SIGNS | frozenset("&+@!#%*:;?_=°•·®™")
EMOJI_MARKS = frozenset({"\ufe0f", "\u20e3"})  # "draw as a picture" and the key cap
PICTURES = frozenset({"So", "Sk", "Cn", "Co", "Cf", "Me"})


def person(text: str) -> str:
    """A person's name, cleaned. Raises IdentityError for digits, emoji and signs that no name has."""
    name = clean_text(text)
    for char in name:
        if char.isdecimal():
            raise IdentityError(_("Nama orang ditulis dengan huruf, tanpa angka. Tulis seperti di KTP."))
        _refuse_odd(char, PERSON_SIGNS)
    return _with_a_letter(name)


def business(text: str) -> str:
    """A business name, cleaned; digits and the usual signs are fine. Raises IdentityError for emoji."""
    name = clean_text(text)
    for char in name:
        if not char.isdecimal():
            _refuse_odd(char, BUSINESS_SIGNS)
    return _with_a_letter(name)


def _refuse_odd(char: str, signs: frozenset[str]) -> None:
    """Let letters, their marks and the given signs pass."""
    category = unicodedata.category(char)
    if char in EMOJI_MARKS or (category in PICTURES and char not in signs):
        raise IdentityError(_("Nama tidak dapat memuat emoji atau gambar. Tulis dengan huruf saja."))
    if category[0] not in {"L", "M"} and char not in signs:
        raise IdentityError(_("Hapus tanda “%(sign)s” dari nama.") % {"sign": char})


def _with_a_letter(name: str) -> str:
    """A name of signs alone is no name."""
    if name and not any(char.isalnum() for char in name):
        raise IdentityError(_("Tulis nama dengan huruf."))
    return name
