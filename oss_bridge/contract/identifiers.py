"""The shapes of OSS's identifiers (PIA 4.3.22) and how a stand-in mints them.

Twenty-one digits are a moment (YYYYMMDDHHMMSS) and a serial of seven. We read them loosely (older rows
carry other shapes) and never as numbers: leading zeros are part of them.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
NIB = re.compile(r"\d{13}")
OSS_ID = re.compile(r"P\d{2}-[0-9X]{21}")
PROJECT = re.compile(r"(R-[0-9X]{21}|[A-Z]?-?[0-9A-Z]{4,25})")
PERMIT = re.compile(r"I-\d{21}")
CERTIFICATE = re.compile(r"SHI-\d{21}")
FILE = re.compile(r"U\d{21}")
PERMIT_CODE = re.compile(r"\d{12}")
REGION = re.compile(r"\d{10}")
NUMBER = re.compile(r"\d{17}")  # Sertifikat Standar and Izin: the NIB and four digits

PREFIXES = {"oss": "P02-", "project": "R-", "permit": "I-", "certificate": "SHI-", "file": "U", "place": "L-"}


def mint(kind: str, at: datetime, serial: int) -> str:
    """An identifier of one of the kinds of PREFIXES, as OSS would write it at this moment."""
    moment = at.astimezone(WIB).strftime("%Y%m%d%H%M%S")
    return f"{PREFIXES[kind]}{moment}{serial % 10_000_000:07d}"


def mint_nib(at: datetime, serial: int) -> str:
    """Thirteen digits: day, month and year (WIB) and a serial of seven. May begin with zero."""
    return f"{at.astimezone(WIB):%d%m%y}{serial % 10_000_000:07d}"


def mint_number(nib: str, ordinal: int) -> str:
    """The number of a Sertifikat Standar or Izin: the NIB and the permit's place under it, in four digits."""
    return f"{nib}{ordinal % 10_000:04d}"


def region(code: str) -> str:
    """``13.77.01.1001`` and ``1377`` become the ten digits of kd_daerah, filled with zeros on the right."""
    return re.sub(r"\D", "", code)[:10].ljust(10, "0")


def dotted(code: str) -> str:
    """kd_daerah back to the dotted code of the Ministry of Home Affairs: ``1377011001`` → ``13.77.01.1001``."""
    parts = [code[0:2], code[2:4], code[4:6], code[6:10]]
    kept = [part for part in parts if part.strip("0")]
    return ".".join(parts[: len(kept)])
