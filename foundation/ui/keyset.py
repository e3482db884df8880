"""Pages of a list by key, not by number: page 4,000 costs what page 1 costs, and nothing is shown twice.

The cursor in the address holds the ordering values of the last row shown (dates, numbers, ids:
never order a public list by personal data). A cursor that cannot be read shows the first page.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
AFTER, BEFORE = "sesudah", "sebelum"
LONGEST_CURSOR = 400


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows, and the addresses ("?…") of the pages before and after; "" when there is none."""

    rows: list[Row]
    previous_url: str
    next_url: str


def page(queryset: QuerySet[Row], params: QueryDict, *, order: Sequence[str] = ("-pk",), size: int = 25) -> Page[Row]:
    """One page of ``queryset``.

    ``order`` names fields, "-" before a falling one; the last must be unique, none may be NULL.
    ``params`` is ``request.GET``: filters in it are kept in the links. One query.
    """
    backwards = BEFORE in params
    values = decode(queryset, order, params.get(BEFORE if backwards else AFTER, ""))
    backwards = backwards and values is not None
    rising = [turned(name) if backwards else name for name in order]
    found = queryset.order_by(*rising)
    if values is not None:
        found = found.filter(beyond(rising, values))
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_previous = more if backwards else values is not None
    has_next = True if backwards else more
    return Page(
        rows,
        link(params, BEFORE, rows[0], order) if rows and has_previous else "",
        link(params, AFTER, rows[-1], order) if rows and has_next else "",
    )


def turned(name: str) -> str:
    """The same field the other way round."""
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that come after these values in this order, whatever mix of rising and falling.

    The first field's bound is said once more by itself: an alternative ("or") gives no database a place in the
    index to start from, and page 20,000 would walk past every row before it.
    """
    condition, equal, start = Q(), Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.removeprefix("-")
        side = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{side}": value})
        equal &= Q(**{field: value})
        start = start or Q(**{f"{field}__{side}e": value})  # lte, gte
    return start & condition


def value_of(row: Model, name: str) -> Any:
    """The ordering value of a row, across relations."""
    value: Any = row
    for part in name.removeprefix("-").split("__"):
        value = getattr(value, part)
    return value


def link(params: QueryDict, side: str, row: Model, order: Sequence[str]) -> str:
    """``?filter=…&sesudah=…`` for the page beyond this row."""
    kept = params.copy()
    kept.pop(AFTER, None)
    kept.pop(BEFORE, None)
    kept[side] = encode([value_of(row, name) for name in order])
    return f"?{kept.urlencode()}"


class Exact(DjangoJSONEncoder):
    """Django's encoder cuts microseconds; a cursor must not."""

    def default(self, o: Any) -> Any:
        """Moments to the microsecond."""
        return (
            o.isoformat()
            if isinstance(o, datetime | date)
            else str(o)
            if isinstance(o, Decimal)
            else super().default(o)
        )


def encode(values: Sequence[Any]) -> str:
    """Ordering values as one word of an address."""
    return base64.urlsafe_b64encode(json.dumps(values, cls=Exact).encode()).decode().rstrip("=")


def decode(queryset: QuerySet[Row], order: Sequence[str], word: str) -> list[Any] | None:
    """The values of a cursor as the fields' own types; None for a word that is no cursor of this list."""
    if not word or len(word) > LONGEST_CURSOR:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        names = [name.removeprefix("-") for name in order]
        return [field_of(queryset, name).to_python(value) for name, value in zip(names, checked(values), strict=True)]
    except (binascii.Error, ValueError, ValidationError, FieldError, TypeError):
        return None


def checked(values: Any) -> list[Any]:
    """A cursor is a list of plain values without NULL."""
    if not isinstance(values, list) or not all(isinstance(value, str | int | float) for value in values):
        raise TypeError
    return values


def field_of(queryset: QuerySet[Row], name: str) -> Field[Any, Any]:
    """The field (or an annotation's output field) that a name orders by."""
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        output: Field[Any, Any] = annotation.output_field
        return output
    options, field = queryset.model._meta, None
    for part in name.split("__"):
        field = options.pk if part == "pk" else options.get_field(part)
        related = getattr(field, "related_model", None)
        options = related._meta if related is not None else options
    if not isinstance(field, Field):
        raise FieldError(name)
    return field
