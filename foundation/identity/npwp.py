"""NPWP: the taxpayer number, old (15 digits) or new (16 digits, since 1 July 2024; domain.md §8.2).

New: a citizen's NPWP is the NIK; others have "0" + the old 15 digits, or a number given anew.
"""

from django.utils.translation import gettext_lazy as _

from foundation.identity import nik
from foundation.identity.digits import IdentityError, digits_of

OLD_LENGTH = 15
NEW_LENGTH = 16
NITKU_LENGTH = 22


def normalise(text: str, *, is_person: bool) -> str:
    """The number as digits: 16, or 15 for a person who still gives the old one. Raises IdentityError.

    A business's old number becomes "0" + 15 digits. A person's old number cannot be turned into
    the new one without the NIK: it is kept, and ``warning`` asks to compare.
    """
    number = digits_of(text, what="NPWP")
    if len(number) == NITKU_LENGTH:
        raise IdentityError(_("Itu NITKU (22 angka). Untuk NPWP, isi 16 angka pertamanya saja."))
    if len(number) not in {OLD_LENGTH, NEW_LENGTH}:
        raise IdentityError(
            _("NPWP terdiri dari 15 angka (lama) atau 16 angka (baru); yang Anda isi %(count)d angka.")
            % {"count": len(number)}
        )
    if not number.strip("0"):
        raise IdentityError(_("Isi NPWP yang sebenarnya. Kosongkan bila belum punya."))
    if len(number) == OLD_LENGTH:
        return number if is_person else f"0{number}"
    if is_person and not number.startswith("0"):
        _must_be_a_nik(number)
    return number


def warning(npwp: str, *, nik: str) -> str:
    """A sentence when a person's NPWP is not their NIK, else empty. It asks, it never blocks."""
    if not npwp or not nik or npwp == nik:
        return ""
    if len(npwp) == OLD_LENGTH:
        return str(_("Ini NPWP lama (15 angka). Sejak 1 Juli 2024 NPWP perorangan sama dengan NIK; pakai NIK Anda."))
    return str(_("NPWP perorangan biasanya sama dengan NIK. Periksa lagi keduanya."))


def _must_be_a_nik(number: str) -> None:
    try:
        nik.parse(number)
    except IdentityError:
        raise IdentityError(_("NPWP 16 angka milik perorangan sama dengan NIK. Periksa lagi di KTP.")) from None
