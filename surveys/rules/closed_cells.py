"""Which counts may be published: none below five, and none that can be computed from its neighbours."""

from collections import Counter
from collections.abc import Mapping, Sequence

FEWEST = 5


def closed(counts: Mapping[str, int], *, fewest: int = FEWEST) -> set[str]:
    """The cells of one row of a table that must stay closed.

    A cell with one to four people stays closed. One closed cell alone could be had by taking the others from
    the total, so the smallest open cell is closed with it, unless nothing is open (then the total is all there is).
    """
    small = {name for name, count in counts.items() if 0 < count < fewest}
    hidden = sum(counts[name] for name in small)
    rest = sorted((count, name) for name, count in counts.items() if count >= fewest)
    if small and (len(small) == 1 or hidden < fewest) and rest:
        small.add(rest[0][1])
    return small


def open_only(counts: Mapping[str, int], *, fewest: int = FEWEST) -> dict[str, int | None]:
    """The same row with closed cells as None."""
    shut = closed(counts, fewest=fewest)
    return {name: None if name in shut else count for name, count in counts.items()}


def blurred(rows: Sequence[Sequence[str]], *, fewest: int = FEWEST) -> list[list[str]]:
    """The same rows of traits with so many left out that every combination stands in at least five rows.

    Columns are given with the most telling one last; it is the first to be left out. What then still stands in
    fewer than five rows says nothing at all.
    """
    told = [list(row) for row in rows]
    for place in reversed(range(len(told[0]) if told else 0)):
        seen = Counter(map(tuple, told))
        for row in told:
            if seen[tuple(row)] < fewest:
                row[place] = ""
    return told
