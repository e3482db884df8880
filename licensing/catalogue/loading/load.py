"""Loading everything in one transaction, in the order in which rows point at each other."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import models, transaction

from accounts.models import Agency
from licensing.catalogue.loading import places, tables
from licensing.catalogue.loading.check import problems
from licensing.catalogue.loading.files import BadTable
from licensing.catalogue.loading.reconcile import Outcome, Plan, Row, reconcile
from licensing.catalogue.models import (
    AgencyRoute,
    AuthorityParameter,
    EnvironmentRule,
    EverydayWord,
    Kbli,
    KbliConversion,
    KbliNotice,
    KbliPbUmku,
    ObligationItem,
    PbUmku,
    PbUmkuAuthority,
    Region,
    RequirementItem,
    RiskRow,
    RiskRowAuthority,
    Scope,
)
from licensing.catalogue.version import announce

ORIGIN = ("regulation", "source", "confidence")
OFFICE_COPY = ("office_text", "is_hidden", "hidden_because")
PLANS = {
    "kbli": Plan(Kbli, ("edition", "code"), ("level", "parent_code", "title", "coverage", "note", *ORIGIN)),
    "conversion": Plan(KbliConversion, ("old_id", "new_id"), ("change", *ORIGIN)),
    "word": Plan(EverydayWord, ("kbli_id", "phrase"), ORIGIN),
    "scope": Plan(
        Scope,
        ("kbli_id", "number"),
        ("name", "is_abridged", "sector", "is_partly_read", "investment", "gap", *ORIGIN),
    ),
    "risk": Plan(
        RiskRow,
        ("scope_id", "scale", "risk"),
        ("licence_type", "licence_document", "days", "requirement_set", "obligation_set", "gap", *ORIGIN),
        versioned=True,
        child=RiskRowAuthority,
        parent_field="risk_row_id",
        slot=("scope_id", "scale"),
    ),
    "parameter": Plan(AuthorityParameter, ("parameter",), ("test", *ORIGIN)),
    "notice": Plan(KbliNotice, ("kbli_id", "number"), ("text", "office_text", "is_hidden", *ORIGIN), versioned=True),
    "requirement": Plan(
        RequirementItem,
        ("set_code", "number"),
        ("text", *OFFICE_COPY, "is_conditional", "legal_form", *ORIGIN),
        versioned=True,
        guarded=OFFICE_COPY,
    ),
    "obligation": Plan(
        ObligationItem,
        ("set_code", "number"),
        (
            "text",
            *OFFICE_COPY,
            "is_conditional",
            "due_months",
            "after_months",
            "period_months",
            "supervised_by",
            *ORIGIN,
        ),
        versioned=True,
        guarded=OFFICE_COPY,
    ),
    "umku": Plan(
        PbUmku,
        ("code",),
        ("name", "sector", "sector_name", "days_text", "requirement_set", "obligation_set", *ORIGIN),
        versioned=True,
        child=PbUmkuAuthority,
        parent_field="pb_umku_id",
    ),
    "kbli_umku": Plan(KbliPbUmku, ("kbli_id", "pb_umku_code"), ("note", *ORIGIN)),
    "region": Plan(Region, ("code",), ("level", "parent_id", "name", "kind", "regulation")),
    "environment": Plan(
        EnvironmentRule,
        ("edition", "code", "scope_number", "scale"),
        ("environment_class", *ORIGIN),
        versioned=True,
        guarded=("environment_class", *ORIGIN),
    ),
    "route": Plan(
        AgencyRoute,
        ("edition", "code_prefix", "sector"),
        ("agency_id", *ORIGIN),
        versioned=True,
        guarded=("agency_id", *ORIGIN),
    ),
}


def load(office: str, *, today: date, by: str = "load_catalogue") -> list[Outcome]:
    """Check the files, then bring every table to what they say. Raises BadTable with all problems."""
    if found := problems(office):
        raise BadTable("\n".join(found))
    with transaction.atomic():
        outcomes = _all_tables(office, today)
        moved = [outcome for outcome in outcomes if outcome.moved]
        if moved:
            announce(by, "; ".join(f"{o.name}: +{o.added} ~{o.changed} -{o.closed}" for o in moved))
    return outcomes


def _all_tables(office: str, today: date) -> list[Outcome]:
    def bring(name: str, rows: Iterable[Row]) -> Outcome:
        return reconcile(PLANS[name], list(rows), today)

    outcomes = [bring("region", places.regions()), bring("kbli", tables.kblis())]
    kbli = _ids(Kbli.objects.all(), "edition", "code")
    of_kbli = _pointing("kbli", kbli)
    outcomes += [
        bring("conversion", map(_pointing("old", kbli), map(_pointing("new", kbli), tables.conversions()))),
        bring("word", map(of_kbli, tables.everyday_words())),
        bring("scope", map(of_kbli, tables.scopes())),
    ]
    scope = _ids(Scope.objects.all(), "kbli__code", "number")
    agency = {(slug,): pk for slug, pk in Agency.objects.values_list("slug", "pk")}
    return [
        *outcomes,
        bring("risk", map(_pointing("scope", scope), tables.risk_rows())),
        bring("parameter", tables.authority_parameters()),
        bring("requirement", tables.requirements()),
        bring("obligation", tables.obligations()),
        bring("notice", map(of_kbli, tables.notices())),
        bring("umku", tables.pb_umkus()),
        bring("kbli_umku", map(of_kbli, tables.kbli_pb_umkus())),
        bring("environment", places.environment_rules(office)),
        bring("route", map(_to_agency(agency), places.routes(office))),
    ]


def _ids(rows: models.QuerySet[Any], *names: str) -> dict[tuple[Any, ...], int]:
    return {tuple(key): pk for *key, pk in rows.values_list(*names, "pk")}


def _pointing(name: str, ids: dict[tuple[Any, ...], int]) -> Callable[[Row], Row]:
    """Replace a natural key by the id of the row that it names."""

    def point(row: Row) -> Row:
        return {key: value for key, value in row.items() if key != name} | {f"{name}_id": ids[row[name]]}

    return point


def _to_agency(ids: dict[tuple[Any, ...], int]) -> Callable[[Row], Row]:
    """Replace a slug by its agency; an agency that is not in the database yet is a problem to tell."""

    def point(row: Row) -> Row:
        slug = row["agency"]
        if slug and (slug,) not in ids:
            raise BadTable(f"Dinas “{slug}” belum ada. Jalankan manage.py load_office dahulu.")
        return {key: value for key, value in row.items() if key != "agency"} | {
            "agency_id": ids[(slug,)] if slug else None
        }

    return point
