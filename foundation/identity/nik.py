"""NIK: 16 digits PPKKCC DDMMYY SSSS of the citizen (domain.md §8.1).

PPKKCC is the district of *first* registration, with codes that may be historic: an unknown
district is a warning, never a refusal. For women 40 is added to the day. There is no check digit.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import IdentityError, exactly

LENGTH = 16
FEMALE_OFFSET = 40
ADULT_AGE = 17  # the age of a KTP (UU 24/2013 art. 63); married people earlier
OLDEST_AGE = 120
CENTURIES = (2000, 1900)
# Province codes in use (Kepmendagri on region codes; domain.md §8.1).
PROVINCE_RANGES = ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 96))
PROVINCES = frozenset(str(code) for first, last in PROVINCE_RANGES for code in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK and what it says: birth date, sex ("L" or "P"), district code of first registration (6 digits)."""

    number: str
    born_on: date
    sex: Literal["L", "P"]
    district: str

    def age_on(self, day: date) -> int:
        """Whole years on that day."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


def parse(text: str, *, today: date | None = None) -> Nik:
    """Read a NIK. Raises IdentityError. ``today`` decides the century of birth (default: today in Jakarta)."""
    number = exactly(text, LENGTH, what="NIK", where="KTP")
    if number[:2] not in PROVINCES:
        raise IdentityError(_("Dua angka pertama NIK bukan kode provinsi. Periksa lagi NIK di KTP."))
    if number[12:] == "0000":
        raise IdentityError(_("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi NIK di KTP."))
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    is_female = day > FEMALE_OFFSET
    born_on = _birth(day - FEMALE_OFFSET if is_female else day, month, year, today or timezone.localdate())
    return Nik(number=number, born_on=born_on, sex="P" if is_female else "L", district=number[:6])


def warnings(nik: Nik, *, today: date, districts: Container[str] | None = None) -> list[str]:
    """Sentences that ask to look again and never block. ``districts``: today's 6-digit codes, when known."""
    found = []
    if districts is not None and nik.district not in districts:
        found.append(
            str(_("Kode wilayah pada NIK ini tidak ada di daftar sekarang. Lanjutkan bila NIK sudah sesuai KTP."))
        )
    if nik.age_on(today) < ADULT_AGE:
        found.append(
            str(_("Menurut NIK, pemiliknya belum berumur 17 tahun. Lanjutkan hanya bila NIK sudah sesuai KTP."))
        )
    return found


def _birth(day: int, month: int, year: int, today: date) -> date:
    """The latest possible birth date that is not in the future nor more than 120 years ago."""
    for century in CENTURIES:
        try:
            born_on = date(century + year, month, day)
        except ValueError:
            continue
        if born_on <= today and today.year - born_on.year <= OLDEST_AGE:
            return born_on
    raise IdentityError(
        _("Angka ke-7 sampai ke-12 pada NIK bukan tanggal lahir yang mungkin. Periksa lagi NIK di KTP.")
    )
