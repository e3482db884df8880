"""NIP: a civil servant's number, 18 digits YYYYMMDD YYYYMM G SSS (domain.md §8.5).

G is 1 for men, 2 for women. PPPK (contract) numbers carry a code from 21 up where the month stands.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError, exactly

LENGTH = 18
MONTHS = range(1, 13)
PPPK_CODES = range(21, 100)
SEXES: dict[str, Literal["L", "P"]] = {"1": "L", "2": "P"}


@dataclass(frozen=True, slots=True)
class Nip:
    """A NIP and what it says."""

    number: str
    born_on: date
    appointed_year: int
    sex: Literal["L", "P"]
    is_pppk: bool


def parse(text: str) -> Nip:
    """Read a NIP. Raises IdentityError."""
    number = exactly(text, LENGTH, what="NIP", where=str(_("kartu pegawai")))
    try:
        born_on = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        raise IdentityError(_("Delapan angka pertama NIP bukan tanggal lahir yang ada. Periksa lagi.")) from None
    year, month = int(number[8:12]), int(number[12:14])
    if year <= born_on.year or (month not in MONTHS and month not in PPPK_CODES):
        raise IdentityError(_("Angka ke-9 sampai ke-14 pada NIP bukan bulan pengangkatan. Periksa lagi."))
    if number[14] not in SEXES or number[15:] == "000":
        raise IdentityError(_("Empat angka terakhir NIP tidak sesuai pola. Periksa lagi."))
    return Nip(number, born_on, year, SEXES[number[14]], month in PPPK_CODES)
