"""Shaping what has a place: regions, agency routes and environment rules of one office."""

from collections.abc import Iterator

from licensing.catalogue.loading.files import DATA, origin, origin_of, page, table
from licensing.catalogue.loading.tables import NEW, OLD, Row

LEVELS = {2: 1, 5: 2, 8: 3, 13: 4}  # length of the dotted code → level


def regions() -> Iterator[Row]:
    """Provinces and regencies of the country; districts and villages where a file stands."""
    regulation = origin("wilayah")["regulation"]
    local = sorted(path.name for path in (DATA / "regions").glob("*.csv") if path.name != "national.csv")
    for name in ("national.csv", *local):
        for row in table(f"regions/{name}"):
            code = row["code"]
            yield {
                "code": code,
                "level": LEVELS.get(len(code), 0),
                "parent_id": code.rpartition(".")[0] or None,
                "name": row["name"],
                "kind": row["kind"],
                "regulation": regulation,
            }


def routes(office: str) -> Iterator[Row]:
    """Who verifies what at this office; ``agency`` is a slug, "" = not settled."""
    found = page(f"offices/{office}/routes.toml")
    for entry in found.get("route", ()):
        facts = origin_of(entry, found["source"])
        keys = [(str(NEW), "", entry["sector"])] if entry.get("sector") else []
        keys += [(str(NEW), prefix, "") for prefix in entry.get("prefixes_2025", ())]
        keys += [(str(OLD), prefix, "") for prefix in entry.get("prefixes_2020", ())]
        for edition, prefix, sector in keys:
            key = {"edition": edition, "code_prefix": prefix, "sector": sector}
            yield {**key, "agency": entry["agency"], **facts}


def agency_slugs(office: str) -> set[str]:
    """Agencies that the office's own file names."""
    return set(page(f"offices/{office}/agencies.toml"))


def environment_rules(office: str) -> Iterator[Row]:
    """General rules, with the office's own in their place where both speak of the same activity."""
    general = list(_rules("environment/rules.toml"))
    own = list(_rules(f"offices/{office}/environment.toml"))
    spoken = {row["code"] for row in own}
    yield from own
    yield from (row for row in general if row["code"] not in spoken)


def _rules(name: str) -> Iterator[Row]:
    for entry in page(name).get("rule", ()):
        facts = origin_of(entry, "lingkungan")
        for code in entry["codes"]:
            for scale in entry.get("scales", [""]):
                yield {
                    "edition": str(NEW),
                    "code": code,
                    "scope_number": entry.get("scope", 0),
                    "scale": scale,
                    "environment_class": entry["class"],
                    **facts,
                }
