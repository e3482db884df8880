"""The geometry of two charts: lying bars and standing columns. No picture without its table of the same figures.

Everything is placed here, in units of a drawing 360 wide (a phone's width, so that its letters stay readable);
the templates ``components/chart_*.html`` only write it down. Places are words with a point, never localised.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
LETTERS = 46  # of a label in one line at 13 units
LINE, BAR, GAP = 17, 12, 12
TOP, FLOOR, LEFT = 14, 150, 34
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """One lying bar: lines of its label with their places, the bar, its figure."""

    lines: list[tuple[str, str]]
    y: str
    width: str
    value: str
    value_y: str


@dataclass(frozen=True, slots=True)
class Column:
    """One standing column. ``series`` 0 or 1."""

    x: str
    y: str
    width: str
    height: str
    series: int


def place(value: float) -> str:
    """A place in the drawing: at most one decimal, with a point."""
    return f"{value:.1f}".removesuffix(".0")


def bars(rows: Sequence[tuple[str, float, str]]) -> tuple[list[Bar], int]:
    """Bars of (label, value, value as it is written), and the height of the drawing."""
    most = max((value for _label, value, _said in rows), default=0) or 1
    drawn, y = [], 2.0
    for label, value, said in rows:
        lines = []
        for words in textwrap.wrap(label, LETTERS) or [""]:
            y += LINE
            lines.append((words, place(y - 4)))
        width = 0 if value <= 0 else max(2.0, value / most * (WIDTH - 64))
        drawn.append(Bar(lines, place(y), place(width), said, place(y + BAR - 1)))
        y += BAR + GAP
    return drawn, math.ceil(y)


def ceiling(value: float) -> float:
    """A round number at or above the value: the top of an axis with a middle that is round too."""
    if value <= 4:
        return 4
    step = value / 2
    power: float = 10 ** math.floor(math.log10(step))
    half = next(factor * power for factor in STEPS if factor * power >= step - 1e-9)
    return 2 * max(1.0, math.ceil(half))


def columns(values: Sequence[Sequence[float]]) -> tuple[list[Column], list[tuple[str, str]], float]:
    """Columns of one or two series side by side, (x, words) places of the labels, and the top of the axis."""
    series = len(values)
    count = max((len(line) for line in values), default=0) or 1
    top = ceiling(max((value for line in values for value in line), default=0))
    slot = (WIDTH - LEFT) / count
    width = min(22.0, slot * 0.78 / series)
    drawn = []
    for index in range(count):
        start = LEFT + slot * index + (slot - width * series) / 2
        for number, line in enumerate(values):
            height = line[index] / top * (FLOOR - TOP)
            drawn.append(
                Column(place(start + number * width), place(FLOOR - height), place(width), place(height), number)
            )
    return drawn, [(place(LEFT + slot * (index + 0.5)), str(index)) for index in range(count)], top
