"""Skala usaha from capital (PP 7/2021 art. 35): land and building do not count."""

from dataclasses import dataclass

from licensing.terms import Scale

MILLIARD = 1_000_000_000
LIMITS = ((1 * MILLIARD, Scale.MICRO), (5 * MILLIARD, Scale.SMALL), (10 * MILLIARD, Scale.MEDIUM))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital:
    """What a project costs, in whole rupiah."""

    land: int = 0
    building: int = 0
    machinery: int = 0
    other: int = 0
    working: int = 0

    @property
    def counted(self) -> int:
        """Modal usaha that decides the scale: without land and building."""
        return self.machinery + self.other + self.working

    @property
    def total(self) -> int:
        """Jumlah investasi, land and building included."""
        return self.counted + self.land + self.building


def scale_of(capital: Capital, *, is_pma: bool = False) -> Scale:
    """The scale of a project; limits are inclusive; PMA is always large."""
    if is_pma:
        return Scale.LARGE
    for limit, scale in LIMITS:
        if capital.counted <= limit:
            return scale
    return Scale.LARGE
