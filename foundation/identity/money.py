"""Rupiah as people write it: ``Rp75.000.000``, ``75000000``, ``75 juta``, ``1,5 miliar``. Whole rupiah only."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError

SIZES = {
    "": 1,
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "m": 10**9,
    "miliar": 10**9,
    "milyar": 10**9,
    "t": 10**12,
    "triliun": 10**12,
}
PATTERN = re.compile(r"(?:rp\.?|idr)?\s*([\d.,\s]*\d)\s*([a-z]*)(?:\s*rupiah)?\s*(?:,-+|\.-+)?")
GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?")
GROUPED_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
SENTENCE = _("Tulis jumlah rupiah dengan angka, misalnya 75.000.000 atau 75 juta.")


def rupiah(text: str) -> int:
    """The amount in whole rupiah. Raises IdentityError."""
    found = PATTERN.fullmatch(text.strip().lower().replace("\u00a0", " "))
    size = SIZES.get(found[2].removesuffix("rupiah")) if found else None
    if not found or size is None:
        raise IdentityError(SENTENCE)
    amount = _decimal(found[1].strip()) * size
    if amount != int(amount):
        raise IdentityError(_("Tulis rupiah bulat, tanpa sen."))
    return int(amount)


def shown(amount: int) -> str:
    """``75000000`` -> ``75.000.000``."""
    return f"{amount:,}".replace(",", ".")


def _decimal(digits: str) -> Decimal:
    if GROUPED.fullmatch(digits):
        return Decimal(re.sub(r"[.\s]", "", digits).replace(",", "."))
    if GROUPED_ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise IdentityError(SENTENCE)
