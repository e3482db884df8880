"""Changing how the queue is set up. Each change is journalled with what it was before."""

from typing import Any

from django.db import models, transaction

from counter.actions import version
from counter.models import Line, QueueRules, SpecialDay, Window
from foundation.journal import book
from foundation.journal.who import Who

KINDS = {Line: "line", Window: "window", QueueRules: "rules", SpecialDay: "special_day"}


def facts(row: models.Model) -> dict[str, Any]:
    """The plain columns of a row."""
    return {field.name: field.value_from_object(row) for field in row._meta.concrete_fields if field.name != "id"}


@transaction.atomic
def keep(row: models.Model, *, lines: list[Line] | None = None, who: Who) -> models.Model:
    """Add or change a line, a window, the rules or a special day. ``lines``: what a window calls."""
    version.rise()
    kind = KINDS[type(row)]
    before = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    told: dict[str, Any] = {"before": facts(before) if before else None}
    if isinstance(row, Window) and before is not None:
        told["lines_before"] = sorted(before.lines.values_list("letter", flat=True))  # type: ignore[attr-defined]
    row.save()
    if isinstance(row, Window) and lines is not None:
        row.lines.set(lines)
        told["lines"] = sorted(line.letter for line in lines)
    book.record(f"queue.{kind}_kept", subject=f"queue:{kind}:{row.pk}", who=who, data={**told, "after": facts(row)})
    return row


@transaction.atomic
def drop_special_day(day: SpecialDay, *, who: Who) -> None:
    """The date has the hours of its week again."""
    version.rise()
    pk, was = day.pk, facts(day)
    day.delete()
    book.record("queue.special_day_dropped", subject=f"queue:special_day:{pk}", who=who, data={"before": was})
