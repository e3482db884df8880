"""OSS's code tables, and what their codes mean in our words.

The tables themselves (Lampiran 1–31 of PIA 4.3.22) are rows of ``tables/codes.csv``; here stand only the
pairs that join them to ``licensing.terms``. A code that we do not know means None, never a guess.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from licensing.terms import Authority, HolderKind, Investment, LicenceType, NibStatus, Risk, Scale

Word = TypeVar("Word")
TABLES = Path(__file__).parent / "tables"

PERMIT_STATUS: Final = "10"  # Lampiran 10, the table of kd_status

SCALES: Final = {Scale.MICRO: "01", Scale.SMALL: "02", Scale.MEDIUM: "03", Scale.LARGE: "04"}  # Lampiran 31
RISKS: Final = {Risk.LOW: "R", Risk.MEDIUM_LOW: "MR", Risk.MEDIUM_HIGH: "MT", Risk.HIGH: "T"}  # seen in exports
AUTHORITIES: Final = {Authority.MINISTER: "00", Authority.GOVERNOR: "01", Authority.REGENT: "02"}
HOLDER_KINDS: Final = {HolderKind.COMPANY: "01", HolderKind.PERSON: "02"}  # Lampiran 18
INVESTMENTS: Final = {Investment.PMA: "01", Investment.PMDN: "02"}  # Lampiran 1
NIB_STATUSES: Final = {  # Lampiran 14; 03 and 04 are states of OSS 1.x that count as active
    NibStatus.ACTIVE: "01",
    NibStatus.INACTIVE: "02",
    NibStatus.SUSPENDED: "05",
    NibStatus.REVOKED: "06",
}
LICENCE_TYPES: Final = {  # Lampiran 27
    LicenceType.NIB: "01",
    LicenceType.IZIN: "02",
    LicenceType.SERTIFIKAT_STANDAR: "04",
}

SHARE_PERSON, SHARE_LEGAL = "01", "02"  # Lampiran 13
IDENTITY_KTP, IDENTITY_PASSPORT = "01", "02"  # Lampiran 4
LEGAL_ENTITY, NOT_LEGAL_ENTITY = "01", "02"  # Lampiran 12
TYPE_PERSON, TYPE_PT = "17", "01"  # Lampiran 2
NEEDS_FULFILMENT, NEEDS_NOTHING, ISSUED_AT_ONCE, COPY_ONLY = "Y", "N", "O", "T"  # Lampiran 28, flag_checklist
ORIGINAL, UPDATE, REVOCATION, CANCELLATION = "9", "5", "3", "4"  # tipe_dokumen
ON_LAND = "01"  # Lampiran 24
OUTSIDE_ESTATE = "02"  # Lampiran 16
MAIN_PLACE = "01"  # Lampiran 25
MAIN_PROJECT = "01"  # Lampiran 26
NEW_PROJECT = "01"  # Lampiran 22
SQUARE_METRES, HECTARES = "01", "02"  # Lampiran 17
YES, NO = "Y", "N"


@cache
def tables() -> dict[str, dict[str, str]]:
    """Every table: number of the Lampiran → code → label."""
    found: dict[str, dict[str, str]] = {}
    with (TABLES / "codes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["table"], {})[row["code"]] = row["label"]
    return found


def label(table: str, code: str) -> str:
    """What a table says of a code; empty when it does not know it."""
    return tables().get(table, {}).get(code, "")


def scale(code: str) -> Scale | None:
    """Lampiran 31."""
    return _back(SCALES, code.zfill(2))


def risk(code: str) -> Risk | None:
    """skala_resiko / kd_resiko."""
    return _back(RISKS, code.upper())


def authority(code: str) -> Authority | None:
    """kewenangan: 00 pusat, 01 provinsi, 02 kabupaten/kota."""
    return _back(AUTHORITIES, code.zfill(2))


def holder_kind(code: str) -> HolderKind | None:
    """Lampiran 18; a representative office and a foreign entity are treated as badan usaha."""
    return HolderKind.COMPANY if code in {"03", "04"} else _back(HOLDER_KINDS, code)


def investment(code: str) -> Investment | None:
    """Lampiran 1."""
    return _back(INVESTMENTS, code)


def nib_status(code: str) -> NibStatus | None:
    """Lampiran 14."""
    return NibStatus.ACTIVE if code in {"03", "04"} else _back(NIB_STATUSES, code)


def licence_type(code: str) -> LicenceType | None:
    """Lampiran 27; K02 and K03 (persyaratan standar, UMKU) are none of our three products."""
    return _back(LICENCE_TYPES, code)


def _back(pairs: dict[Word, str], code: str) -> Word | None:
    return next((word for word, theirs in pairs.items() if theirs == code), None)
