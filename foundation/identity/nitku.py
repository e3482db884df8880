"""NITKU: the place-of-business number, NPWP of 16 digits + 6 digits (000000 main, 000001… branches)."""

from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError, exactly

LENGTH = 22


def normalise(text: str, *, npwp: str = "") -> str:
    """22 digits. Raises IdentityError, also when it does not begin with the given NPWP of 16 digits."""
    number = exactly(text, LENGTH, what="NITKU", where=str(_("laman Pajak (Coretax)")))
    if len(npwp) == LENGTH - 6 and not number.startswith(npwp):
        raise IdentityError(_("16 angka pertama NITKU harus sama dengan NPWP. Periksa lagi keduanya."))
    return number


def is_main(nitku: str) -> bool:
    """The head office, not a branch."""
    return nitku.endswith("000000")
