"""Rows of a question in pieces, oldest first: constant memory, and a place from which to go on."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook.columns import Cell, cells, needed
from counter.logbook.models import Visit
from counter.logbook.queries import rows
from counter.logbook.queries.asking import Asked

PIECE = 2000
#: Who reads names in full in a file; others get initials, as on the screen.
READ_NAMES = rows.OWN_ROWS | {Role.HEAD, Role.ADMIN}


def asked_rows(actor: Actor, asked: Asked, last_visit_id: int | None = None) -> QuerySet[Visit]:
    """Exactly the rows of the list; with ``last_visit_id`` those that stood in the book by then."""
    found = rows.found(actor, asked.wanted)
    return found if last_visit_id is None else found.filter(pk__lte=last_visit_id)


def pieces(found: QuerySet[Visit], asked: Asked, cursor: str = "") -> Iterator[tuple[list[Any], str]]:
    """Named tuples of what the columns read, PIECE at a time, each with the cursor that goes on after it."""
    fields = list(dict.fromkeys(["id", "started_at", *needed(asked.columns)]))
    ordered = rows.with_extras(found, fields).order_by("started_at", "id").values_list(*fields, named=True)
    while True:
        piece = list((ordered.filter(after(cursor)) if cursor else ordered)[:PIECE])
        if not piece:
            return
        cursor = f"{piece[-1].started_at.isoformat()}|{piece[-1].id}"
        yield piece, cursor
        if len(piece) < PIECE:
            return


def after(cursor: str) -> Q:
    """Rows beyond a cursor; the bound on the time alone is what lets the index start there."""
    at, _bar, pk = cursor.partition("|")
    moment = datetime.fromisoformat(at)
    return Q(started_at__gte=moment) & (Q(started_at__gt=moment) | Q(id__gt=int(pk)))


def lines(piece: list[Any], asked: Asked, actor: Actor) -> list[list[Cell]]:
    """The cells of a piece."""
    masked = actor.role not in READ_NAMES
    return [cells(row, asked.columns, masked=masked) for row in piece]
