"""Going back in time, as an OSS does that was put back from a backup: what the last seconds changed is undone.

Each change of the books notes what stood there before, in the transaction of the change. Serials are not given twice
(a restored OSS skips ahead), and the journal of calls stays: it is the testers' own.
"""

from datetime import timedelta
from typing import Any

from django.db import models as db
from django.db import transaction
from django.utils import timezone

from oss_bridge.mock import models

TABLES: dict[str, type[Any]] = {
    model.__name__: model
    for model in (models.Holder, models.Permit, models.HandedOver, models.File, models.Certificate, models.Push)
}
KEPT = timedelta(minutes=30)


def note(model: type[Any], key: Any) -> None:
    """Remember what a row is before it changes (nothing: it is new). In the caller's transaction."""
    before = model.objects.filter(pk=key).values().first() if key is not None else None
    models.Past.objects.create(table=model.__name__, key=str(key), before=before)


def made(row: db.Model) -> None:
    """Remember that a row was not there before."""
    models.Past.objects.create(table=type(row).__name__, key=str(row.pk), before=None)


@transaction.atomic
def rewind(seconds: float) -> int:
    """Undo what was changed in the last so many seconds, newest first. Returns how many changes."""
    undone = models.Past.objects.filter(at__gte=timezone.now() - timedelta(seconds=seconds)).order_by("-id")
    count = 0
    for past in undone:
        model = TABLES[past.table]
        if past.before is None:
            model.objects.filter(pk=past.key).delete()
        else:
            names = {field.attname: field for field in model._meta.concrete_fields}
            model.objects.filter(pk=past.key).update(
                **{name: names[name].to_python(value) for name, value in past.before.items() if name != "changed_at"}
            )
        count += 1
    undone.delete()
    return count


def forget() -> None:
    """What is too old to go back to."""
    models.Past.objects.filter(at__lt=timezone.now() - KEPT).delete()
