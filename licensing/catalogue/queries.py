"""What other rooms ask the catalogue. ``on`` is the day that counts; None = today."""

from datetime import date
from functools import reduce

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Agency
from foundation.identity.digits import whole_number
from licensing.catalogue import authority
from licensing.catalogue.models import (
    AgencyRoute,
    AuthorityParameter,
    EnvironmentRule,
    Kbli,
    KbliNotice,
    KbliPbUmku,
    ObligationItem,
    PbUmku,
    Region,
    RequirementItem,
    RiskRow,
    Scope,
)
from licensing.catalogue.search.index import Entry, Hit
from licensing.catalogue.search.live import shelf
from licensing.terms import Authority, EnvironmentClass, LicenceType, Risk

PRODUCT_BY_LAW = {
    Risk.LOW: LicenceType.NIB,
    Risk.MEDIUM_LOW: LicenceType.SERTIFIKAT_STANDAR,
    Risk.MEDIUM_HIGH: LicenceType.SERTIFIKAT_STANDAR,
    Risk.HIGH: LicenceType.IZIN,
}
DOTS = (2, 5, 8, 13)  # lengths of region codes, from province to village


def search(query: str, *, edition: str = "", limit: int = 20) -> list[Hit]:
    """Activities for everyday words, misspellings or (parts of) codes, best first; no database query."""
    return shelf.current().find(query[:200], edition=edition, limit=limit)


def both_meanings(query: str) -> list[Entry]:
    """Both editions of a bare code whose number changed its meaning, to ask which is meant; else empty."""
    return shelf.current().both_meanings(query[:200])


def kbli(edition: str, code: str) -> Kbli | None:
    """One code of one edition."""
    return Kbli.objects.filter(edition=edition, code=code).first() if code else None


def successors(old: Kbli) -> QuerySet[Kbli]:
    """What became of a 2020 code."""
    return Kbli.objects.filter(origins__old=old, origins__effective_to__isnull=True).order_by("code")


def predecessors(new: Kbli) -> QuerySet[Kbli]:
    """Where a 2025 code comes from."""
    return Kbli.objects.filter(successions__new=new, successions__effective_to__isnull=True).order_by("code")


def scopes(of: Kbli) -> QuerySet[Scope]:
    """Ruang lingkup to choose from."""
    return of.scopes.filter(effective_to__isnull=True).order_by("number")


def scope(of: Kbli, scope_id: object) -> Scope | None:
    """One scope of this code by its id; None for anything else."""
    return scopes(of).filter(pk=whole_number(str(scope_id)) or 0).first()


def risk_rows(scope_id: int, *, on: date | None = None) -> list[RiskRow]:
    """All rows of a scope in force, smallest scale first; indicative rows may share a scale."""
    rows = RiskRow.objects.in_force(on or timezone.localdate()).filter(scope_id=scope_id)
    found = rows.select_related("scope__kbli").prefetch_related("authorities").order_by("id")
    order = {scale: place for place, (scale, _) in enumerate(RiskRow._meta.get_field("scale").choices or ())}
    return sorted(found, key=lambda row: (order.get(row.scale, 9), Risk.values.index(row.risk)))


def risk_row(scope_id: int, scale: str, *, on: date | None = None) -> RiskRow | None:
    """The one row of a scope at a scale; None = not offered, not read, or several indicative ones."""
    rows = [row for row in risk_rows(scope_id, on=on) if row.scale == scale]
    return rows[0] if len(rows) == 1 else None


def product_by_law(risk: str) -> LicenceType:
    """What PP 28/2025 attaches to a risk, for rows whose own licence list nobody has read yet."""
    return PRODUCT_BY_LAW[Risk(risk)]


def authority_of(row: RiskRow, *, is_pma: bool, region_code: str, crosses: str = "") -> Authority:
    """Who decides a row for this business at this place; UNKNOWN = an officer makes sure."""
    lines = [(line.parameter, line.authority) for line in row.authorities.all()]
    meanings = dict(AuthorityParameter.objects.current().values_list("parameter", "test"))
    return authority.decide(lines, meanings, is_pma=is_pma, region_code=region_code, crosses=crosses)


def environment_rule(
    of: Kbli, *, scope: Scope | None = None, scale: str = "", on: date | None = None
) -> EnvironmentRule | None:
    """The most special rule in force: scope and scale, then scope, then scale, then the code alone."""
    rules = EnvironmentRule.objects.in_force(on or timezone.localdate()).filter(edition=of.edition, code=of.code)
    number = scope.number if scope else 0
    fitting = [rule for rule in rules if rule.scope_number in {0, number} and rule.scale in {"", scale}]
    return max(fitting, key=lambda rule: (rule.scope_number != 0, rule.scale != "", rule.pk), default=None)


def environment_class(
    of: Kbli, *, scope: Scope | None = None, scale: str = "", on: date | None = None
) -> EnvironmentClass:
    """SPPL, UKL-UPL or AMDAL where a rule says so, else UNKNOWN."""
    rule = environment_rule(of, scope=scope, scale=scale, on=on)
    return EnvironmentClass(rule.environment_class) if rule else EnvironmentClass.UNKNOWN


def agency_for(of: Kbli, scope: Scope | None = None, *, on: date | None = None) -> Agency | None:
    """Who verifies: the route of the whole code, then of the scope's sector, then of the longest prefix.

    A scope that names another sector than its neighbours never falls back to the prefix. None = not settled:
    the file goes to the back office.
    """
    prefixes = Q(code_prefix__in=[of.code[:cut] for cut in range(1, 6)], sector="")
    sector = scope.sector if scope else ""
    routes = AgencyRoute.objects.in_force(on or timezone.localdate()).select_related("agency")
    fitting = list(routes.filter(edition=of.edition).filter(prefixes | Q(sector=sector, code_prefix="")))
    whole = [route for route in fitting if route.code_prefix == of.code]
    by_sector = [route for route in fitting if sector and route.sector == sector]
    if whole or (sector and by_sector):
        return (whole or by_sector)[0].agency
    if sector:
        return None
    longest = max((route for route in fitting if route.code_prefix), key=lambda r: len(r.code_prefix), default=None)
    return longest.agency if longest else None


def requirements(set_code: str, *, on: date | None = None) -> list[RequirementItem]:
    """The office's working copy of a requirement list: hidden lines left out."""
    rows = RequirementItem.objects.in_force(on or timezone.localdate()).filter(set_code=set_code, is_hidden=False)
    return list(rows.order_by("number", "id")) if set_code else []


def obligations(set_code: str, *, on: date | None = None) -> list[ObligationItem]:
    """The office's working copy of an obligation list: hidden lines left out."""
    rows = ObligationItem.objects.in_force(on or timezone.localdate()).filter(set_code=set_code, is_hidden=False)
    return list(rows.order_by("number", "id")) if set_code else []


def legal_form_lines(of: Scope) -> list[RequirementItem]:
    """Lines of a scope's lists that ask for a kind of holder (a PT, a company), each wording once."""
    sets = of.risk_rows.filter(effective_to__isnull=True).values("requirement_set")
    lines = RequirementItem.objects.current().filter(set_code__in=sets, is_hidden=False).exclude(legal_form="")
    return list({line.legal_form: line for line in lines.order_by("set_code", "number")}.values())


def notices(of: Kbli) -> QuerySet[KbliNotice]:
    """What OSS announces on a code, without the lines that say nothing."""
    return of.notices.filter(effective_to__isnull=True, is_hidden=False).order_by("number")


def pb_umku(of: Kbli) -> list[tuple[PbUmku, KbliPbUmku]]:
    """Extra permits listed under a code; the link's note says when one looks misplaced."""
    links = {link.pb_umku_code: link for link in of.pb_umku_links.filter(effective_to__isnull=True)}
    permits = PbUmku.objects.current().filter(code__in=links).prefetch_related("authorities").order_by("name")
    return [(permit, links[permit.code]) for permit in permits]


def region(code: str) -> Region | None:
    """One region by its dotted code."""
    return Region.objects.filter(pk=code).first()


def regions(parent: str = "") -> QuerySet[Region]:
    """Regions right below another; "" = provinces."""
    inside = Q(parent_id=parent) if parent else Q(parent__isnull=True)
    return Region.objects.filter(inside, effective_to__isnull=True).order_by("code")


def place_name(code: str) -> str:
    """Village, district, regency, province of a code on one line; unknown parts are left out."""
    names = dict(
        Region.objects.filter(pk__in=[code[:cut] for cut in DOTS if cut <= len(code)]).values_list("pk", "name")
    )
    parts = [names[code[:cut]] for cut in reversed(DOTS) if cut <= len(code) and code[:cut] in names]
    return reduce(lambda line, part: f"{line}, {part}" if line else part, parts, "")
