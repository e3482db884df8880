"""The office's own hand on the catalogue: every change is a new version, told to the journal and to all processes.

What the source says is never overwritten. A change made meanwhile by somebody else is refused (Stale).
"""

from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation.journal import book
from foundation.journal.who import Who
from licensing.catalogue import version
from licensing.catalogue.models import (
    AgencyRoute,
    EnvironmentRule,
    ObligationItem,
    RequirementItem,
    RiskRow,
    RiskRowAuthority,
    Scope,
)
from licensing.terms import Confidence

Versioned = TypeVar("Versioned", RequirementItem, ObligationItem, EnvironmentRule, AgencyRoute)
EVERYWHERE = "Seluruh"


class Stale(Exception):
    """Somebody else changed the row first; the text is a sentence."""


@transaction.atomic
def revise(held: Versioned, *, who: Who, today: date, **changes: Any) -> Versioned:
    """A new version of one row. Raises Stale when another version already took its place."""
    model = type(held)
    before = {name: str(getattr(held, name)) for name in changes}
    ends = max(today, held.effective_from or today)
    if not model.objects.filter(pk=held.pk, effective_to__isnull=True).update(effective_to=ends):
        raise Stale(_("Baris ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi."))
    made = model.objects.get(pk=held.pk)
    made.pk, made.effective_from, made.effective_to, made.edited_by = None, ends, None, who.name
    for name, value in changes.items():
        setattr(made, name, value)
    if isinstance(made, EnvironmentRule | AgencyRoute):
        made.confidence = Confidence.OFFICE
    made._state.adding = True
    made.save(force_insert=True)
    _tell(made, who, {"before": before, "after": {name: str(value) for name, value in changes.items()}})
    return made


@transaction.atomic
def add(made: Versioned, *, who: Who, today: date) -> Versioned:
    """A row of the office's own. Raises Stale when such a row already stands."""
    made.effective_from, made.edited_by, made.confidence = today, who.name, Confidence.OFFICE
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Stale(_("Baris untuk kegiatan ini sudah ada. Ubah baris itu."))
    _tell(made, who, {"added": str(made)})
    return made


@transaction.atomic
def settle_risk(
    scope: Scope,
    scale: str,
    facts: dict[str, Any],
    *,
    requirements: list[str],
    obligations: list[str],
    who: Who,
    today: date,
) -> RiskRow:
    """An officer makes sure of a row: risk, licence, days, authority, lists, and where that was read.

    ``facts``: risk, licence_type, days (or None), authority, regulation, source. Rows in force of this
    scope and scale are closed. Raises Stale when somebody settles the same row at the same time.
    """
    held = RiskRow.objects.select_for_update().current().filter(scope=scope, scale=scale)
    before = [str(row) for row in held]
    held.update(effective_to=today)
    set_code = f"K-{scope.kbli.code}-{scope.number}-{scale}"
    lists = {
        "requirement_set": _list(RequirementItem, set_code, requirements, who, today),
        "obligation_set": _list(ObligationItem, set_code, obligations, who, today),
    }
    authority = facts["authority"]
    fields = {name: value for name, value in facts.items() if name != "authority"}
    try:
        with transaction.atomic():
            row = RiskRow.objects.create(
                scope=scope, scale=scale, effective_from=today, confidence=Confidence.OFFICE, edited_by=who.name,
                **lists, **fields,
            )  # fmt: skip
    except IntegrityError:
        raise Stale(_("Baris ini baru saja dipastikan orang lain. Muat ulang halaman."))
    RiskRowAuthority.objects.create(risk_row=row, number=1, parameter=EVERYWHERE, authority=authority)
    _tell(row, who, {"before": before, "after": {name: str(value) for name, value in facts.items()}})
    return row


def _list(
    model: type[RequirementItem] | type[ObligationItem], set_code: str, lines: list[str], who: Who, today: date
) -> str:
    """A numbered list of the office's own in place of the one that it wrote before; its code, or "" when empty."""
    model.objects.current().filter(set_code=set_code).update(effective_to=today)
    for number, line in enumerate(lines, 1):
        model.objects.create(
            set_code=set_code, number=number, text=line, effective_from=today,
            confidence=Confidence.OFFICE, edited_by=who.name,
        )  # fmt: skip
    return set_code if lines else ""


def _tell(made: Any, who: Who, data: dict[str, Any]) -> None:
    """Journal entry and new catalogue version, in the same transaction as the change."""
    name = type(made)._meta.model_name
    book.record(f"catalogue.{name}", subject=f"catalogue:{name}:{made.pk}", who=who, data=data)
    version.announce(who.name, str(made)[:200])
