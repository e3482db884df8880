"""How many sheets are enough: the formula of Krejcie and Morgan (1970), which the regulation's annex tabulates.

S = X²·N·P(1−P) / (d²·(N−1) + X²·P(1−P)) with X² = 3.841, P = 0.5, d = 0.05, rounded half up. For N = 100,000 the
formula gives 383; the printed table says 384. We follow the formula and say so in the method note.
"""

from fractions import Fraction

from surveys.rules.index import half_up

CHI_SQUARE = Fraction(3841, 1000)
SHARE = Fraction(1, 2)
ERROR = Fraction(5, 100)


def smallest_sample(users: int) -> int:
    """How many of so many users of a service must answer; never more than there are."""
    if users <= 0:
        return 0
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    wanted = spread * users / (ERROR**2 * (users - 1) + spread)
    return min(users, half_up(wanted))
