"""From counted answers to figures: in all, by service, by channel, and how answers and traits are spread."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from surveys.rules.index import WEIGHT, Index, from_tallies

#: (service, channel, question, value, count)
Row = tuple[int, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a set of sheets. ``spread``: question → value → count. ``printed``: the same with weight 0,11."""

    total: Index | None
    by_service: Mapping[int, Index]
    by_channel: Mapping[str, Index]
    spread: Mapping[str, Mapping[str, int]]

    @property
    def count(self) -> int:
        """n: how many sheets."""
        return self.total.count if self.total else 0


def figures_of(rows: Iterable[Row], unsur: Collection[str], *, weight: Fraction = WEIGHT) -> Figures:
    """Everything that pages and reports say of these counts."""
    all_, services, channels = Bag(), dict[int, Bag](), dict[str, Bag]()
    spread: dict[str, dict[str, int]] = {}
    for service, channel, question, value, count in rows:
        values = spread.setdefault(question, {})
        values[value] = values.get(value, 0) + count
        if question in unsur:
            key = (question, int(value))
            for bag in (all_, services.setdefault(service, Bag()), channels.setdefault(channel, Bag())):
                bag[key] = bag.get(key, 0) + count
    return Figures(
        from_tallies(all_, weight=weight),
        {service: found for service, bag in services.items() if (found := from_tallies(bag, weight=weight))},
        {channel: found for channel, bag in channels.items() if (found := from_tallies(bag, weight=weight))},
        spread,
    )


class Bag(dict[tuple[str, int], int]):
    """Counts by (unsur, score)."""
