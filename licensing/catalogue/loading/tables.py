"""Shaping: each function turns reference tables into the rows that the database should hold.

Rows are dicts of field → value. ``kbli`` stands as (edition, code) and ``scope`` as (code, number)
until load.py knows their ids. Risk letters in CSV: R, MR, MT, T.
"""

from collections.abc import Iterator
from typing import Any

from licensing.catalogue.loading.files import origin, page, table
from licensing.catalogue.models.kbli import Kbli
from licensing.terms import LicenceType, Risk, Scale

Row = dict[str, Any]

RISKS = {"R": Risk.LOW, "MR": Risk.MEDIUM_LOW, "MT": Risk.MEDIUM_HIGH, "T": Risk.HIGH}
SCALES = tuple(Scale.values)
READ_FILES = ("risk/labour.toml", "risk/everyday.toml")
LICENCES = {"NIB": LicenceType.NIB, "Sertifikat Standar": LicenceType.SERTIFIKAT_STANDAR, "Izin": LicenceType.IZIN}
DETAILS_UNREAD = "Jenis perizinan, waktu, kewenangan, persyaratan, dan kewajiban belum dibaca dari data OSS."
UNSPLIT = "Belum dirinci per ruang lingkup"
NEW, OLD = Kbli.Edition.KBLI_2025, Kbli.Edition.KBLI_2020


def read_codes() -> dict[str, Row]:
    """The codes that were read row by row, with the source key of their file."""
    return {
        entry["code"]: {"source": page(name)["source"], **entry} for name in READ_FILES for entry in page(name)["kbli"]
    }


def kblis() -> Iterator[Row]:
    """Every code of both editions."""
    coverage = coverages()
    notes = {code: entry.get("note", "") for code, entry in read_codes().items()}
    for edition, name, key in ((OLD, "kbli/2020.csv", "bps-2020"), (NEW, "kbli/2025.csv", "bps-2025")):
        facts = origin(key)
        for row in table(name):
            code = row["code"]
            level = len(code) if code.isdigit() else Kbli.Level.CATEGORY
            activity = level == Kbli.Level.ACTIVITY
            fallback = Kbli.Coverage.CONVERTED if edition == OLD else Kbli.Coverage.UNKNOWN
            yield {
                "edition": edition.value,
                "code": code,
                "level": int(level),
                "parent_code": row["under"] or (code[:-1] if level > Kbli.Level.DIVISION else ""),
                "title": row["title"],
                "note": (notes.get(code) if edition == NEW else "") or row["note"],
                "coverage": str((coverage if edition == NEW else {}).get(code, fallback)) if activity else "",
                **facts,
            }


def coverages() -> dict[str, str]:
    """What we know of the licensing of each 2025 code; what was read row by row wins."""
    known: dict[str, str] = {row["code"]: Kbli.Coverage.NO_SCOPE for row in table("risk/no_scope.csv")}
    known |= {row["code"]: Kbli.Coverage.INDICATIVE for row in table("risk/indicative.csv")}
    known |= {row["code"]: Kbli.Coverage.RISK_ONLY for row in table("risk/scopes.csv")}
    for code, entry in read_codes().items():
        known[code] = Kbli.Coverage.NO_SCOPE if entry.get("scopes") == "none" else Kbli.Coverage.READ
    return {code: str(what) for code, what in known.items()}


def conversions() -> Iterator[Row]:
    """Pairs 2020 → 2025."""
    facts = origin("conversion-2026-07")
    for row in table("kbli/conversion.csv"):
        for old in row["codes_2020"].split():
            yield {
                "old": (OLD.value, old),
                "new": (NEW.value, row["code_2025"]),
                "change": row["change"],
                **facts,
            }


def everyday_words() -> Iterator[Row]:
    """How people call an activity."""
    facts = origin(page("search/words.toml")["source"])
    for code, phrases in page("search/words.toml")["words"].items():
        for phrase in phrases:
            yield {"kbli": (NEW.value, code), "phrase": phrase, **facts}


def scopes() -> Iterator[Row]:
    """Ruang lingkup of every 2025 code that has any."""
    for code, entry in read_codes().items():
        for scope in entry.get("scope", ()):
            yield {
                "kbli": (NEW.value, code),
                "number": scope["number"],
                "name": scope["name"],
                "is_abridged": False,
                "sector": scope.get("sector", ""),
                "is_partly_read": scope.get("partly_read", False),
                "investment": scope.get("investment", ""),
                "gap": scope.get("gap", ""),
                **origin(entry["source"]),
            }
    plain = {"sector": "", "is_partly_read": False, "investment": "", "gap": ""}
    for row in table("risk/scopes.csv"):
        abridged = row["abridged"] == "yes"
        key = {"kbli": (NEW.value, row["code"]), "number": int(row["scope"]), "name": row["name"]}
        yield {**key, "is_abridged": abridged, **plain, **origin("oss-2026-09-30")}
    for row in table("risk/indicative.csv"):
        key = {"kbli": (NEW.value, row["code"]), "number": 0, "name": UNSPLIT}
        yield {**key, "is_abridged": False, **plain, **origin("list-2026-07")}


def risk_rows() -> Iterator[Row]:
    """Risk rows of all three depths: read row by row, risk only, indicative."""
    yield from _rows_read()
    for row in table("risk/scopes.csv"):
        facts = origin("oss-2026-09-30")
        for scale in SCALES:
            if row[scale]:
                key = {"scope": (row["code"], int(row["scope"])), "scale": scale, "risk": str(RISKS[row[scale]])}
                yield _row(**key, gap=DETAILS_UNREAD, **facts)
    for row in table("risk/indicative.csv"):
        yield from _rows_indicative(row)


def _row(**said: Any) -> Row:
    """A risk row with blanks where nothing is said."""
    blank = {"licence_type": "", "licence_document": "", "days": None, "requirement_set": "", "obligation_set": ""}
    return {**blank, "gap": "", "lines": (), **said}


def _rows_read() -> Iterator[Row]:
    for code, entry in read_codes().items():
        for scope in entry.get("scope", ()):
            for row in scope.get("row", ()):
                for scale in row["scales"]:
                    yield _row(
                        scope=(code, scope["number"]),
                        scale=scale,
                        risk=row["risk"],
                        licence_type=row["licence"],
                        licence_document=row.get("document", ""),
                        days=row.get("days"),
                        requirement_set=row.get("requirements", ""),
                        obligation_set=row.get("obligations", ""),
                        gap=row.get("gap", ""),
                        lines=tuple((parameter, authority) for parameter, authority in row["authority"]),
                        **origin(entry["source"]),
                    )


def _rows_indicative(row: dict[str, str]) -> Iterator[Row]:
    named = sorted({part.split(" - ")[0] for part in row["licences"].split("; ") if part})
    kinds = [LICENCES[name] for name in named if name in LICENCES]
    gap = f"Perizinan menurut daftar: {', '.join(named) or 'tidak disebut'}; waktu: {row['times'] or 'tidak disebut'}."
    for scale in SCALES:
        for letter in filter(None, row[scale].split("|")):
            yield _row(
                scope=(row["code"], 0),
                scale=scale,
                risk=str(RISKS[letter]),
                licence_type=str(kinds[0]) if len(kinds) == 1 else "",
                gap=gap[:400],
                **origin("list-2026-07"),
            )


def authority_parameters() -> Iterator[Row]:
    """What the free-text parameters ask."""
    for row in table("risk/authority_parameters.csv"):
        yield {"parameter": row["parameter"], "test": row["test"], **origin("parameter")}


def notices() -> Iterator[Row]:
    """Notices on codes."""
    for row in table("risk/notices.csv"):
        yield {
            "kbli": (NEW.value, row["code"]),
            "number": int(row["number"]),
            "text": row["text"],
            "office_text": row["office_text"],
            "is_hidden": bool(row["hidden_because"]),
            **origin("oss-2026-09-30"),
        }


def _item(row: dict[str, str]) -> Row:
    return {
        "set_code": row["set"],
        "number": int(row["number"]),
        "text": row["text"],
        "office_text": row["office_text"],
        "is_hidden": bool(row["hidden_because"]),
        "hidden_because": row["hidden_because"],
        "is_conditional": row["conditional"] == "yes",
        **origin("oss-2026-09-30"),
    }


def requirements() -> Iterator[Row]:
    """Lines of the requirement lists."""
    for row in table("risk/requirements.csv"):
        yield {**_item(row), "legal_form": row["legal_form"]}


def obligations() -> Iterator[Row]:
    """Lines of the obligation lists."""
    for row in table("risk/obligations.csv"):
        months = {
            name: int(row[name]) if row[name] else None for name in ("due_months", "after_months", "period_months")
        }
        yield {**_item(row), **months, "supervised_by": row["supervised_by"]}


def pb_umkus() -> Iterator[Row]:
    """Extra permits, each once."""
    found = page("risk/pb_umku.toml")
    for entry in found["pb_umku"]:
        sector, sector_name = entry["sector"]
        yield {
            "code": entry["code"],
            "name": entry["name"],
            "sector": sector,
            "sector_name": sector_name,
            "days_text": entry.get("days", ""),
            "requirement_set": entry.get("requirements", ""),
            "obligation_set": entry.get("obligations", ""),
            "lines": tuple((parameter, authority) for parameter, authority in entry["authority"]),
            **origin("oss-umku-2026-09-30"),
        }


def kbli_pb_umkus() -> Iterator[Row]:
    """Which codes list which extra permit."""
    for entry in page("risk/pb_umku.toml")["pb_umku"]:
        for code in entry["kbli"]:
            yield {
                "kbli": (NEW.value, code),
                "pb_umku_code": entry["code"],
                "note": entry.get("misplaced", ""),
                **origin("oss-umku-2026-09-30"),
            }
