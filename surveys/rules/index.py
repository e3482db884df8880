"""The index exactly as the regulation computes it (Peraturan Menteri PANRB 14/2017, annex; SE 12/2023).

NRR of an unsur = sum of its scores / number of sheets; weighted NRR = NRR × 1/9; index = sum of the nine
weighted NRR; IKM = index × 25, rounded to two decimals, and only then graded. The regulation prints the weight
as "1/9 = 0,11"; nine times 0,11 is 0,99, so a perfect office would get 99,00. ``WEIGHT`` is therefore exact, and
``PRINTED_WEIGHT`` reproduces a sheet computed with 0,11. All arithmetic is in fractions: nothing is lost on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WEIGHT = Fraction(1, 9)
PRINTED_WEIGHT = Fraction(11, 100)
SCALE = 25

#: The lowest rounded IKM of each grade. Between the published limits (64,99 and 65,00) nothing is left out.
GRADES: tuple[tuple[Decimal, str], ...] = (
    (Decimal("88.31"), "A"),
    (Decimal("76.61"), "B"),
    (Decimal("65.00"), "C"),
    (Decimal("25.00"), "D"),
)


@dataclass(frozen=True, slots=True)
class Index:
    """Figures of a set of sheets. ``nrr`` and ``weighted`` by unsur, exact; ``ikm`` is rounded."""

    count: int
    nrr: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    index: Fraction
    ikm: Decimal
    grade: str


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Half up, as the ministry's sheets round (not to the even neighbour)."""
    return Decimal(half_up(value * 10**places)).scaleb(-places)


def grade_of(ikm: Decimal) -> str:
    """A, B, C or D of an IKM that is already rounded to two decimals."""
    return next((grade for lowest, grade in GRADES if ikm >= lowest), GRADES[-1][1])


def index_of(sums: Mapping[str, int], count: int, *, weight: Fraction = WEIGHT) -> Index | None:
    """The index of ``count`` sheets with these sums of scores by unsur; None for no sheet."""
    if count <= 0:
        return None
    nrr = {unsur: Fraction(total, count) for unsur, total in sums.items()}
    weighted = {unsur: value * weight for unsur, value in nrr.items()}
    index = sum(weighted.values(), Fraction())
    ikm = rounded(index * SCALE)
    return Index(count, nrr, weighted, index, ikm, grade_of(ikm))


def from_tallies(tallies: Mapping[tuple[str, int], int], *, weight: Fraction = WEIGHT) -> Index | None:
    """The same from counts by (unsur, score)."""
    sums: dict[str, int] = {}
    counts: dict[str, int] = {}
    for (unsur, score), count in tallies.items():
        sums[unsur] = sums.get(unsur, 0) + score * count
        counts[unsur] = counts.get(unsur, 0) + count
    if len(set(counts.values())) > 1:
        raise ValueError("Every sheet has an answer to every unsur.")
    return index_of(sums, next(iter(counts.values()), 0), weight=weight)


def weakest(index: Index, most: int = 3) -> list[str]:
    """The unsur with the lowest NRR, lowest first; equals in the order of the questionnaire."""
    return sorted(index.nrr, key=lambda unsur: index.nrr[unsur])[:most]


def strongest(index: Index) -> str:
    """The unsur with the highest NRR."""
    return max(index.nrr, key=lambda unsur: index.nrr[unsur])
