"""What the admin's pages show of the catalogue: coverage, lists and their users, rows of a code."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from licensing.catalogue import queries
from licensing.catalogue.models import Kbli, ObligationItem, PbUmku, Release, RequirementItem, RiskRow, Scope
from licensing.terms import Scale

KINDS = {"persyaratan": RequirementItem, "kewajiban": ObligationItem}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of requirements or obligations: how long it is and who uses it."""

    set_code: str
    kind: str
    shown: int
    hidden: int
    users: tuple[str, ...]


def coverage() -> list[tuple[str, int]]:
    """How many 2025 codes we know how well."""
    found = Kbli.objects.filter(edition="2025", level=Kbli.Level.ACTIVITY, effective_to__isnull=True)
    counts = dict(found.values_list("coverage").annotate(number=Count("pk")))
    return [(str(what.label), counts.get(what.value, 0)) for what in Kbli.Coverage if counts.get(what.value)]


def newest_releases() -> list[Release]:
    """The latest changes of the catalogue."""
    return list(Release.objects.order_by("-id")[:8])


def lists() -> list[Listed]:
    """Every list in force."""
    users: dict[str, set[str]] = defaultdict(set)
    rows = RiskRow.objects.current().exclude(requirement_set="", obligation_set="")
    for one, other, code in rows.values_list("requirement_set", "obligation_set", "scope__kbli__code").distinct():
        users[one].add(code)
        users[other].add(code)
    for one, other, code in PbUmku.objects.current().values_list("requirement_set", "obligation_set", "code"):
        users[one].add(code)
        users[other].add(code)
    found = []
    for kind, model in KINDS.items():
        counted = model.objects.current().values_list("set_code", "is_hidden").annotate(number=Count("pk"))
        tally: dict[str, dict[bool, int]] = defaultdict(dict)
        for set_code, is_hidden, number in counted.order_by("set_code"):
            tally[set_code][is_hidden] = number
        found += [
            Listed(set_code, kind, each.get(False, 0), each.get(True, 0), tuple(sorted(users[set_code])))
            for set_code, each in tally.items()
        ]
    return found


def lines(set_code: str) -> list[tuple[str, Any]]:
    """The lines of one list with their kind, hidden ones too."""
    return [
        (kind, line)
        for kind, model in KINDS.items()
        for line in model.objects.current().filter(set_code=set_code).order_by("number")
    ]


def line(kind: str, pk: int) -> Any:
    """One version of a line, in force or not (changing an old one is refused as stale), or None."""
    model = KINDS.get(kind)
    return model.objects.filter(pk=pk).first() if model else None


def scopes(kbli: Kbli) -> list[dict[str, Any]]:
    """Scopes of a code with their rows at every scale."""
    found = []
    for scope in queries.scopes(kbli):
        rows: dict[str, list[RiskRow]] = defaultdict(list)
        for row in queries.risk_rows(scope.pk):
            rows[row.scale].append(row)
        found.append({"scope": scope, "scales": [(scale, rows.get(scale.value, [])) for scale in Scale]})
    return found


def known_row(scope: Scope, scale: str) -> dict[str, Any]:
    """What is known of a row, as the first answers of the form that settles it."""
    row = queries.risk_row(scope.pk, scale)
    if row is None:
        return {}
    authorities = {line.authority for line in row.authorities.all()}
    return {
        "risk": row.risk,
        "licence_type": row.licence_type,
        "days": row.days,
        "authority": authorities.pop() if len(authorities) == 1 else "",
        "requirements": "\n".join(item.wording for item in queries.requirements(row.requirement_set)),
        "obligations": "\n".join(item.wording for item in queries.obligations(row.obligation_set)),
        "regulation": row.regulation,
    }
