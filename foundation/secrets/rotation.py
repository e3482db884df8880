"""Move rows to the newest key, and rebuild blind indexes. May be stopped and started again at any time.

Each row is rewritten by an UPDATE that names the ciphertext it read: a row that somebody
saves meanwhile is left alone, because that save already used the newest key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import ExpressionWrapper, F, Q, TextField, Value

from foundation.secrets.box import VERSION, CannotOpen, close, open_
from foundation.secrets.fields import BlindIndexField, EncryptedField
from foundation.secrets.index import blind_index
from foundation.secrets.keys import ring

BATCH = 500
Column = TypeVar("Column", EncryptedField, BlindIndexField)


@dataclass(slots=True)
class Tally:
    """What happened to one column. ``failed`` rows keep the key they had."""

    column: str
    moved: int = 0
    failed: int = 0
    note: str = ""


#: Closed values in tables of libraries: rooms register how those move.
elsewhere: list[Callable[[], Tally]] = []


def columns(kind: type[Column]) -> Iterator[Column]:
    """Every column of this kind in every table of ours."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_concrete_fields if isinstance(field, kind))


def rotate(field: EncryptedField) -> Tally:
    """Re-encrypt what an older key closed. A table that refuses updates is reported, not forced."""
    tally = Tally(field.context)
    done = Q(closed="") | Q(closed=None) | Q(closed__startswith=f"{VERSION}.{ring().current}.")
    try:
        for pk, closed in _walk(_raw(field).exclude(done).values_list("pk", "closed")):
            _move(field, pk, closed, tally)
    except DatabaseError as trouble:
        tally.note = f"{type(trouble).__name__}: the table refuses updates; keep the older keys in the ring"
    return tally


def reindex(field: BlindIndexField) -> Tally:
    """Compute an index again from its source, after INDEX_KEY changed."""
    tally = Tally(f"{field.model._meta.db_table}.{field.column}")
    rows = field.model._base_manager.all()
    for pk, source, index in _walk(rows.values_list("pk", field.source, field.attname)):
        wanted = blind_index(field.purpose, source or "")
        if wanted != index:
            tally.moved += rows.filter(pk=pk, **{field.attname: index}).update(**{field.attname: wanted})
    return tally


def _raw(field: EncryptedField) -> models.QuerySet[models.Model]:
    """Rows with the stored text as ``closed``."""
    return field.model._base_manager.annotate(closed=ExpressionWrapper(F(field.attname), output_field=TextField()))


def _walk(rows: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of values, primary key first, read in groups so that no long cursor stays open."""
    page = list(rows.order_by("pk")[:BATCH])
    while page:
        yield from page
        page = list(rows.order_by("pk").filter(pk__gt=page[-1][0])[:BATCH])


def _move(field: EncryptedField, pk: Any, closed: str, tally: Tally) -> None:
    try:
        renewed = close(open_(closed, context=field.context), context=field.context)
    except CannotOpen:
        tally.failed += 1
        return
    target = _raw(field).filter(pk=pk, closed=closed)
    with transaction.atomic():
        tally.moved += target.update(**{field.attname: Value(renewed, output_field=TextField())})
