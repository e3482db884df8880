"""Judging the reference tables before a row is written: each problem is one sentence naming the place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from licensing.catalogue.authority import normal
from licensing.catalogue.loading import places, tables
from licensing.catalogue.loading.files import is_date, page, table
from licensing.catalogue.models.kbli import Kbli
from licensing.catalogue.models.risk import AuthorityParameter
from licensing.terms import Authority, Confidence, EnvironmentClass, Investment, LicenceType, Risk, Scale

OFFICES = ("pariaman", "pelalawan")


def problems(office: str = "") -> list[str]:
    """Everything wrong with the files; an empty list means that they may be loaded."""
    judges = [sources, kbli_tree, conversions, scopes, risk_rows, overlaps, parameters, lists, extras, regions]
    found = [sentence for judge in judges for sentence in judge()]
    for name in [office] if office else OFFICES:
        found += [*routes(name), *environment(name)]
    return found


def codes_of(edition: str) -> set[str]:
    """Every code of an edition, all levels."""
    return {row["code"] for row in table(f"kbli/{edition}.csv")}


def activities() -> set[str]:
    """2025 codes under which a business can be registered."""
    return {code for code in codes_of("2025") if len(code) == 5 and code.isdigit()}


def sources() -> Iterator[str]:
    """Named sources carry a known confidence and real days."""
    for key, entry in page("sources.toml").items():
        if entry.get("confidence") not in Confidence.values:
            yield f"sources.toml [{key}]: keyakinan “{entry.get('confidence')}” tidak dikenal."
        if not is_date(entry.get("effective_from")):
            yield f"sources.toml [{key}]: effective_from bukan tanggal."


def kbli_tree() -> Iterator[str]:
    """No code twice, none without a parent, none without a title."""
    for edition in Kbli.Edition.values:
        rows = list(table(f"kbli/{edition}.csv"))
        known = {row["code"] for row in rows}
        yield from _doubles(f"kbli/{edition}.csv", [row["code"] for row in rows])
        orphan_is_noted = {row["code"] for row in rows if row["note"].startswith("Hanya ada dalam")}
        for row in rows:
            code = row["code"]
            parent = row["under"] or (code[:-1] if code.isdigit() and len(code) > 2 else "")
            if code.isdigit() and parent not in known and code not in orphan_is_noted:
                yield f"kbli/{edition}.csv {code}: induk “{parent}” tidak ada."
            if not row["title"].strip():
                yield f"kbli/{edition}.csv {code}: judul kosong."


def conversions() -> Iterator[str]:
    """Both sides of every pair exist, no pair twice."""
    old, new = codes_of("2020"), codes_of("2025")
    pairs = [(row["old"][1], row["new"][1]) for row in tables.conversions()]
    yield from _doubles("kbli/conversion.csv", pairs)
    for before, after in pairs:
        if before not in old or after not in new:
            yield f"kbli/conversion.csv: {before} → {after} memuat kode yang tidak ada."


def scopes() -> Iterator[str]:
    """A scope is for everybody, or for a known kind of capital."""
    for row in tables.scopes():
        if row["investment"] and row["investment"] not in Investment.values:
            where = f"{row['kbli'][1]} lingkup {row['number']}"
            yield f"{where}: penanaman modal “{row['investment']}” tidak dikenal."


def risk_rows() -> Iterator[str]:
    """Known codes, known words, days above nought, lists that exist."""
    known = activities()
    lists_known = {row["set"] for name in ("requirements", "obligations") for row in table(f"risk/{name}.csv")}
    for row in tables.risk_rows():
        code, number = row["scope"]
        where = f"{code} lingkup {number} {row['scale']}"
        if code not in known:
            yield f"{where}: kode bukan kelompok KBLI 2025."
        if row["days"] is not None and not (isinstance(row["days"], int) and row["days"] > 0):
            yield f"{where}: hari harus lebih dari nol."
        words: list[tuple[str, Any]] = [
            (row["scale"], Scale),
            (row["risk"], Risk),
            *([(row["licence_type"], LicenceType)] if row["licence_type"] else []),
            *[(authority, Authority) for _, authority in row["lines"]],
        ]
        yield from (f"{where}: “{word}” tidak dikenal." for word, kind in words if word not in kind.values)
        for name in (row["requirement_set"], row["obligation_set"]):
            if name and name not in lists_known:
                yield f"{where}: daftar {name} tidak ada."


def overlaps() -> Iterator[str]:
    """A scope has a scale once (indicative sets apart); a code is described in one file only."""
    firm = [(row["scope"], row["scale"]) for row in tables.risk_rows() if row["confidence"] != Confidence.LOW]
    yield from _doubles("risk", firm)
    yield from _doubles("risk (ruang lingkup)", [(row["kbli"], row["number"]) for row in tables.scopes()])
    read, split = set(tables.read_codes()), {row["code"] for row in table("risk/scopes.csv")}
    loose, none = ({row["code"] for row in table(f"risk/{name}.csv")} for name in ("indicative", "no_scope"))
    for left, right in ((read, split), (read, loose), (split, loose), (split, none), (loose, none)):
        yield from (f"{code}: risikonya ditulis dalam dua berkas." for code in sorted(left & right))


def parameters() -> Iterator[str]:
    """Every parameter of a risk row has a meaning; meanings are known."""
    meanings = {row["parameter"]: row["test"] for row in tables.authority_parameters()}
    used = {normal(parameter) for row in tables.risk_rows() for parameter, _ in row["lines"]}
    yield from (f"authority_parameters.csv: “{name}” belum diberi arti." for name in sorted(used - set(meanings)))
    for name, test in meanings.items():
        if test not in AuthorityParameter.Test.values:
            yield f"authority_parameters.csv: arti “{test}” tidak dikenal."
        if name != normal(name):
            yield f"authority_parameters.csv: tulis “{name}” dengan huruf kecil dan spasi tunggal."


def lists() -> Iterator[str]:
    """Items are numbered once; months are above nought."""
    for name, rows in (("requirements", list(tables.requirements())), ("obligations", list(tables.obligations()))):
        yield from _doubles(f"risk/{name}.csv", [(row["set_code"], row["number"]) for row in rows])
        for row in rows:
            months = (row.get("due_months"), row.get("after_months"), row.get("period_months"))
            if any(value is not None and value <= 0 for value in months):
                yield f"risk/{name}.csv {row['set_code']}.{row['number']}: bulan harus lebih dari nol."


def extras() -> Iterator[str]:
    """Words, notices and extra permits speak of known codes."""
    known = activities()
    permits = {row["code"] for row in tables.pb_umkus()}
    for row in (*tables.everyday_words(), *tables.notices(), *tables.kbli_pb_umkus()):
        if row["kbli"][1] not in known:
            yield f"{row['kbli'][1]}: bukan kelompok KBLI 2025 ({row.get('phrase') or row.get('text') or 'PB UMKU'})."
    yield from _doubles("risk/pb_umku.toml", [row["code"] for row in tables.pb_umkus()])
    yield from _doubles("search/words.toml", [(row["kbli"], row["phrase"]) for row in tables.everyday_words()])
    for row in tables.kbli_pb_umkus():
        if row["pb_umku_code"] not in permits:
            yield f"risk/pb_umku.toml: {row['pb_umku_code']} tidak ada."


def regions() -> Iterator[str]:
    """No region twice, each in its parent, codes of the four known lengths."""
    rows = list(places.regions())
    known = {row["code"] for row in rows}
    yield from _doubles("regions", [row["code"] for row in rows])
    for row in rows:
        if not row["level"] or (row["parent_id"] and row["parent_id"] not in known):
            yield f"regions {row['code']}: kode atau induknya tidak dikenal."


def routes(office: str) -> Iterator[str]:
    """Routes lead to agencies that the office has; no key twice."""
    agencies = places.agency_slugs(office)
    rows = list(places.routes(office))
    keys = [(row["edition"], row["code_prefix"], row["sector"]) for row in rows]
    yield from _doubles(f"offices/{office}/routes.toml", keys)
    for row in rows:
        if row["agency"] and row["agency"] not in agencies:
            yield f"offices/{office}/routes.toml: dinas “{row['agency']}” tidak ada di agencies.toml."


def environment(office: str) -> Iterator[str]:
    """Rules of known classes for known codes; no key twice."""
    rows = list(places.environment_rules(office))
    keys = [(row["code"], row["scope_number"], row["scale"]) for row in rows]
    yield from _doubles(f"lingkungan ({office})", keys)
    known = activities()
    for row in rows:
        if row["code"] not in known or row["environment_class"] not in EnvironmentClass.values:
            yield f"lingkungan ({office}) {row['code']}: kode atau kelas tidak dikenal."


def _doubles(where: str, keys: list[Any]) -> Iterator[str]:
    yield from (f"{where}: {key} tercantum {times} kali." for key, times in Counter(keys).items() if times > 1)
