"""Move rows to the newest key, and rebuild blind indexes. May be stopped and started again at any time.

Each row is rewritten by an UPDATE that names the ciphertext it read: a row that somebody
saves meanwhile is left alone, because that save already used the newest key.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import DatabaseError, models
from django.db.models import ExpressionWrapper, F, Q, TextField, Value

from foundation.secrets.box import VERSION, CannotOpen, close, open_
from foundation.secrets.fields import BlindIndexField, EncryptedField
from foundation.secrets.index import blind_index
from foundation.secrets.keys import ring

BATCH = 500


@dataclass(slots=True)
class Tally:
    """What happened to one column. ``failed`` rows keep the key they had."""

    column: str
    moved: int = 0
    failed: int = 0
    note: str = ""


def closed_columns() -> Iterator[EncryptedField]:
    """Every encrypted column of every table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedField))


def index_columns() -> Iterator[BlindIndexField]:
    """Every blind index of every table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_concrete_fields if isinstance(field, BlindIndexField))


def rotate(field: EncryptedField) -> Tally:
    """Re-encrypt what an older key closed. A table that refuses updates is reported, not forced."""
    tally = Tally(field.context)
    rows = _raw(field).exclude(Q(closed="") | Q(closed__startswith=f"{VERSION}.{ring().current}."))
    try:
        for batch in _batches(rows.exclude(closed=None)):
            for pk, closed in batch:
                _move(field, pk, closed, tally)
    except DatabaseError as trouble:
        tally.note = f"{type(trouble).__name__}: the table refuses updates; keep the older keys in the ring"
    return tally


def reindex(field: BlindIndexField) -> Tally:
    """Compute an index again from its source, after INDEX_KEY changed."""
    tally = Tally(f"{field.model._meta.db_table}.{field.column}")
    for batch in _batches(field.model._base_manager.values_list("pk", field.source, field.attname), plain=True):
        for pk, source, index in batch:
            wanted = blind_index(field.purpose, source or "")
            if wanted != index:
                tally.moved += field.model._base_manager.filter(pk=pk, **{field.attname: index}).update(
                    **{field.attname: wanted}
                )
    return tally


def _raw(field: EncryptedField) -> models.QuerySet[models.Model]:
    """Rows with the stored text as ``closed``."""
    return field.model._base_manager.annotate(closed=ExpressionWrapper(F(field.attname), output_field=TextField()))


def _batches(rows: "models.QuerySet[models.Model]", *, plain: bool = False) -> Iterator[list[tuple[object, ...]]]:
    """Rows in groups by primary key, so that no long cursor stays open."""
    last: object = None
    picked = rows.order_by("pk") if plain else rows.order_by("pk").values_list("pk", "closed")
    while True:
        page = list((picked if last is None else picked.filter(pk__gt=last))[:BATCH])
        if not page:
            return
        yield page  # type: ignore[misc]
        last = page[-1][0]  # type: ignore[index]


def _move(field: EncryptedField, pk: object, closed: object, tally: Tally) -> None:
    try:
        renewed = close(open_(str(closed), context=field.context), context=field.context)
    except CannotOpen:
        tally.failed += 1
        return
    target = _raw(field).filter(pk=pk, closed=closed)
    tally.moved += target.update(**{field.attname: Value(renewed, output_field=TextField())})
