"""Cek syarat: what an activity takes for a chosen scope, scale and kind of capital, at this office."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Agency
from foundation.office.office import current
from licensing.catalogue import queries
from licensing.catalogue.models import (
    EnvironmentRule,
    Kbli,
    KbliNotice,
    KbliPbUmku,
    ObligationItem,
    PbUmku,
    RequirementItem,
    RiskRow,
    Scope,
)
from licensing.terms import Authority, EnvironmentClass, LicenceType, Risk, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Everything that the page and the printed sheet say. ``row`` is None where no single row is known.

    ``rows`` are all rows of the scope (the risk table), ``candidates`` those of the chosen scale.
    """

    kbli: Kbli
    scope: Scope
    scale: Scale
    is_pma: bool
    rows: list[RiskRow]
    candidates: list[RiskRow]
    row: RiskRow | None
    product: LicenceType | None
    product_is_read: bool
    authority: Authority
    agency: Agency | None
    environment: EnvironmentRule | None
    requirements: list[RequirementItem]
    obligations: list[ObligationItem]
    legal_forms: list[RequirementItem]
    permits: list[tuple[PbUmku, KbliPbUmku]]
    notices: list[KbliNotice]

    @property
    def environment_class(self) -> EnvironmentClass:
        """SPPL, UKL-UPL, AMDAL or not sure."""
        return EnvironmentClass(self.environment.environment_class) if self.environment else EnvironmentClass.UNKNOWN

    @property
    def is_automatic(self) -> bool:
        """Does the licence come out without anybody's verdict (low and medium-low risk)?"""
        return self.row is not None and self.row.risk in {Risk.LOW, Risk.MEDIUM_LOW}

    @property
    def may_apply(self) -> bool:
        """Is there anything to apply for at this scale?"""
        return bool(self.candidates)


def first_choice(scopes: list[Scope], *, on: date) -> tuple[Scope, Scale]:
    """What to show before the visitor chooses: the first scope for everybody that has rows, at its smallest scale."""
    for scope in sorted(scopes, key=lambda one: one.investment != ""):
        if rows := queries.risk_rows(scope.pk, on=on):
            return scope, Scale(rows[0].scale)
    return scopes[0], Scale.MICRO


def checklist(of: Kbli, scope: Scope, scale: Scale, *, is_pma: bool, on: date) -> Checklist:
    """Gather what the catalogue knows of one choice."""
    rows = queries.risk_rows(scope.pk, on=on)
    candidates = [row for row in rows if row.scale == scale]
    row = candidates[0] if len(candidates) == 1 else None
    said = LicenceType(row.licence_type) if row and row.licence_type else None
    authority = Authority.UNKNOWN
    if row:
        authority = queries.authority_of(row, is_pma=is_pma, region_code=current().region_code)
    return Checklist(
        kbli=of,
        scope=scope,
        scale=scale,
        is_pma=is_pma,
        rows=rows,
        candidates=candidates,
        row=row,
        product=said or (queries.product_by_law(row.risk) if row else None),
        product_is_read=said is not None,
        authority=authority,
        agency=queries.agency_for(of, scope, on=on),
        environment=queries.environment_rule(of, scope=scope, scale=scale, on=on),
        requirements=queries.requirements(row.requirement_set, on=on) if row else [],
        obligations=queries.obligations(row.obligation_set, on=on) if row else [],
        legal_forms=queries.legal_form_lines(scope),
        permits=queries.pb_umku(of),
        notices=list(queries.notices(of)),
    )
