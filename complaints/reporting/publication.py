"""Figures for everybody: a cell that counts fewer than five is not shown, nor one from which it could be worked out.

Rules of small cells: 0 is shown; 1 to 4 is hidden; when what is hidden in a table adds up to fewer than five, or is a
single cell, the next smallest is hidden with it, because the total would tell it.
"""

from collections.abc import Sequence

SMALLEST = 5


def published(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int | None]]:
    """The rows with None where a cell is not shown. Their sum may be published beside them."""
    hidden = {at for at, (_label, count) in enumerate(rows) if 0 < count < SMALLEST}
    left = sorted((count, at) for at, (_label, count) in enumerate(rows) if count >= SMALLEST)
    while hidden and left and (len(hidden) == 1 or sum(rows[at][1] for at in hidden) < SMALLEST):
        hidden.add(left.pop(0)[1])
    return [(label, None if at in hidden else count) for at, (label, count) in enumerate(rows)]


def total(count: int) -> int | None:
    """A sum for everybody."""
    return None if 0 < count < SMALLEST else count
