"""Bringing a table to what the files say: add, change, close; never delete.

Two kinds of tables. *Versioned* (risk rows, list items, rules): a change closes the row in force
and adds a new one, so that files submitted under the old version keep it. *Named* (codes, scopes,
regions): the row is a name that others point to; it is corrected in place and only ever closed.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

Row = dict[str, Any]
Lines = tuple[tuple[str, str], ...]
BATCH = 800


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table is reconciled.

    ``guarded`` are fields that an office may have edited (see ``edited_by``); ``slot`` names the fields
    under which a new row takes over from a closed one although their keys differ; what an office settled
    in a slot (``edited_by``) is left alone with all that the files say of it.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...]
    versioned: bool = False
    guarded: tuple[str, ...] = ()
    child: type[models.Model] | None = None
    parent_field: str = ""
    slot: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What happened to one table; ``sentences`` name each changed and closed row."""

    name: str
    added: int = 0
    changed: int = 0
    closed: int = 0
    same: int = 0
    sentences: list[str] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Did anything change?"""
        return bool(self.added or self.changed or self.closed)


def reconcile(plan: Plan, wanted: list[Row], today: date) -> Outcome:
    """Make the table say what ``wanted`` says."""
    outcome = Outcome(str(plan.model._meta.verbose_name))
    standing = _standing(plan)
    settled = {_slot(plan, row) for row in standing.values() if plan.slot and row["edited_by"]}
    if settled:
        standing = {key: row for key, row in standing.items() if _slot(plan, row) not in settled}
        wanted = [row for row in wanted if _slot(plan, row) not in settled]
    fresh: list[Row] = []
    for row in wanted:
        held = standing.pop(tuple(row[name] for name in plan.key), None)
        if held is None:
            outcome.added += 1
            fresh.append(row)
            continue
        _settle(plan, held, row, today, outcome, fresh)
    freed = _close(plan, list(standing.values()), today, outcome)
    for row in fresh if plan.slot else ():
        if _slot(plan, row) in freed:
            row["effective_from"] = max(row["effective_from"] or today, today)
    _insert(plan, fresh)
    return outcome


def _slot(plan: Plan, row: Row) -> tuple[Any, ...]:
    """The fields under which rows take over from each other."""
    return tuple(row[name] for name in plan.slot)


def _standing(plan: Plan) -> dict[tuple[Any, ...], Row]:
    """Rows by key: those in force of a versioned table, all rows of a named one."""
    names = {"pk", "effective_to", *plan.key, *plan.fields}
    if plan.versioned:
        names.add("effective_from")
    if plan.guarded or plan.slot:
        names.add("edited_by")
    rows = plan.model._default_manager.all()
    if plan.versioned:
        rows = rows.filter(effective_to__isnull=True)
    found = {tuple(row[name] for name in plan.key): row for row in rows.values(*names)}
    if plan.child:
        lines: dict[Any, list[tuple[str, str]]] = {}
        children = plan.child._default_manager.order_by("number")
        for parent, parameter, authority in children.values_list(plan.parent_field, "parameter", "authority"):
            lines.setdefault(parent, []).append((parameter, authority))
        for row in found.values():
            row["lines"] = tuple(lines.get(row["pk"], ()))
    return found


def _settle(plan: Plan, held: Row, row: Row, today: date, outcome: Outcome, fresh: list[Row]) -> None:
    """One row that both sides know."""
    edited = bool(plan.guarded and held["edited_by"])
    own = {name: held[name] for name in plan.guarded} | {"edited_by": held["edited_by"]} if edited else {}
    row = row | own
    compared = [*plan.fields, *(("lines",) if plan.child else ())]
    moved = [name for name in compared if held[name] != row[name]]
    reopened = held["effective_to"] is not None
    if not moved and not reopened:
        outcome.same += 1
        return
    outcome.changed += 1
    outcome.sentences.append(_sentence("berubah", plan, row, held, moved) + (" (suntingan kantor)" if edited else ""))
    if not plan.versioned:
        plan.model._default_manager.filter(pk=held["pk"]).update(
            effective_to=None, **{name: row[name] for name in plan.fields}
        )
        return
    starts = row.get("effective_from")
    if starts is None or starts <= (held["effective_from"] or date.min):
        starts = today
    plan.model._default_manager.filter(pk=held["pk"]).update(effective_to=max(starts, held["effective_from"] or starts))
    fresh.append({**row, "effective_from": starts})


def _close(plan: Plan, left: list[Row], today: date, outcome: Outcome) -> set[tuple[Any, ...]]:
    """Rows that the files no longer mention; what an office added itself stays. Returns the slots set free."""
    gone = [row for row in left if row["effective_to"] is None and not (plan.guarded and row["edited_by"])]
    for start in range(0, len(gone), BATCH):
        pks = [row["pk"] for row in gone[start : start + BATCH]]
        plan.model._default_manager.filter(pk__in=pks).update(effective_to=today)
    outcome.closed = len(gone)
    outcome.sentences += [_sentence("ditutup", plan, row, row, []) for row in gone]
    return {_slot(plan, row) for row in gone}


def _insert(plan: Plan, rows: list[Row]) -> None:
    """New rows in batches, then their lines."""
    if not rows:
        return
    made = plan.model._default_manager.bulk_create(
        [plan.model(**{name: value for name, value in row.items() if name != "lines"}) for row in rows],
        batch_size=BATCH,
    )
    if plan.child:
        plan.child._default_manager.bulk_create(
            [
                plan.child(**{plan.parent_field: parent.pk, "number": number, "parameter": words, "authority": who})
                for parent, row in zip(made, rows, strict=True)
                for number, (words, who) in enumerate(row["lines"], 1)
            ],
            batch_size=BATCH,
        )


def _sentence(verb: str, plan: Plan, row: Row, held: Row, moved: list[str]) -> str:
    key = " ".join(str(row[name]) for name in plan.key)
    parts = [f"{name}: {str(held[name])[:60]!r} → {str(row[name])[:60]!r}" for name in moved]
    return f"{verb} {plan.model._meta.verbose_name} {key}" + (f" ({'; '.join(parts)})" if parts else "")
