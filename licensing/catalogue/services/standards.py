"""Which service standard holds, what it promises, and who decides: questions of pages and forms."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import SigningTerm
from licensing.catalogue.models.kbli import Kbli
from licensing.catalogue.models.risk import RiskRow
from licensing.catalogue.models.services import LegalBasis, ServiceComponent, ServiceStandard, ServiceStep
from licensing.terms import Authority

ALWAYS = frozenset({"", "seluruh"})


@dataclass(frozen=True, slots=True)
class Promise:
    """Working days and where the number comes from; ``days`` None = belum ditetapkan."""

    days: int | None
    source: str
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Decider:
    """An authority and when it decides; ``when`` is the source's own parameter, "" = always."""

    authority: Authority
    when: str

    def __str__(self) -> str:
        return f"{self.authority.label} ({self.when})" if self.when else str(self.authority.label)


@dataclass(frozen=True, slots=True)
class Activity:
    """A KBLI code of a standard as the public reads it. ``deciders`` empty = not read in any source."""

    edition: str
    code: str
    title: str
    deciders: tuple[Decider, ...]

    @property
    def is_ours(self) -> bool:
        """May this regency's office decide on at least some of these files?"""
        return not self.deciders or any(decider.authority == Authority.REGENT for decider in self.deciders)


def published(on: date) -> QuerySet[ServiceStandard]:
    """The standards that the public may read on that day."""
    return ServiceStandard.objects.in_force(on).filter(state=ServiceStandard.State.PUBLISHED)


def standard_for(kbli: Kbli, on: date, *, risk: str = "") -> ServiceStandard | None:
    """The published standard that covers this activity on that day, or None.

    With ``risk``, a standard that names another risk level does not cover it.
    """
    fitting = published(on).filter(coverage__edition=kbli.edition, coverage__code=kbli.code)
    if risk:
        fitting = fitting.filter(Q(risk="") | Q(risk=risk))
    return fitting.order_by("-effective_from", "-version").first()


def activities(standard: ServiceStandard, on: date) -> list[Activity]:
    """The codes that a standard covers, newest edition first, each with who decides."""
    covered = list(standard.coverage.order_by("-edition", "code"))
    titles = {
        (kbli.edition, kbli.code): kbli.title for kbli in Kbli.objects.filter(code__in={row.code for row in covered})
    }
    lines: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for edition, code, authority, parameter in rows_of(standard, on).values_list(
        "scope__kbli__edition", "scope__kbli__code", "authorities__authority", "authorities__parameter"
    ):
        if authority:
            lines.setdefault((edition, code), set()).add((authority, parameter.strip()))
    return [
        Activity(row.edition, row.code, titles.get((row.edition, row.code), ""), deciders(lines.get(key, set())))
        for row in covered
        if (key := (row.edition, row.code))
    ]


def deciders(lines: set[tuple[str, str]]) -> tuple[Decider, ...]:
    """Authority lines put together: the one that decides always first, exceptions after it with their parameter."""
    always = {authority for authority, parameter in lines if parameter.lower() in ALWAYS}
    rest = {(authority, parameter) for authority, parameter in lines if authority not in always}
    return tuple(Decider(Authority(authority), "") for authority in sorted(always)) + tuple(
        Decider(Authority(authority), parameter) for authority, parameter in sorted(rest)
    )


def rows_of(standard: ServiceStandard, on: date) -> QuerySet[RiskRow]:
    """Risk rows in force of all codes that a standard covers, at its own risk level."""
    wanted = Q(pk__in=[])
    for edition, code in standard.coverage.values_list("edition", "code"):
        wanted |= Q(scope__kbli__edition=edition, scope__kbli__code=code)
    rows = RiskRow.objects.in_force(on).filter(wanted)
    return rows.filter(risk=standard.risk) if standard.risk else rows


def promise(standard: ServiceStandard, on: date) -> Promise:
    """The page's own time; where it prints none, the time of the risk rows if they all agree."""
    if standard.days:
        return Promise(days=standard.days, source=standard.source, is_printed=True)
    found = set(
        rows_of(standard, on).filter(days__isnull=False).values_list("days", "day_unit", "regulation", "source")
    )
    units = {(days, unit) for days, unit, _regulation, _source in found}
    if len(units) != 1 or next(iter(units))[1] != RiskRow.DayUnit.WORKING:
        return Promise(days=None, source="", is_printed=False)
    days, _unit, regulation, source = min(found)
    return Promise(days=days, source=" · ".join(filter(None, (regulation, source))), is_printed=False)


def office_only_accompanies(listed: list[Activity]) -> bool:
    """Is every activity whose authority was read decided by somebody else?"""
    known = [activity for activity in listed if activity.deciders]
    return bool(known) and not any(activity.is_ours for activity in known)


def steps(standard: ServiceStandard, procedure: str) -> list[ServiceStep]:
    """One step list in order."""
    return list(standard.steps.filter(procedure=procedure))


def components(standard: ServiceStandard) -> list[ServiceComponent]:
    """All 14, in order."""
    return list(standard.components.all())


def laws(standard: ServiceStandard, on: date) -> tuple[list[LegalBasis], list[LegalBasis]]:
    """(in force on that day, no longer in force): both in the order of the standard."""
    listed = list(standard.laws.all())
    return [law for law in listed if law.holds_on(on)], [law for law in listed if not law.holds_on(on)]


def signatory(on: date) -> SigningTerm | None:
    """Who heads the office on that day; an acting head (Plt, Plh) comes before the head."""
    terms = SigningTerm.objects.select_related("user").filter(starts_on__lte=on).exclude(ends_on__lt=on)
    return min(
        terms, key=lambda term: (term.capacity == SigningTerm.Capacity.HEAD, -term.starts_on.toordinal()), default=None
    )
