"""Charts drawn on the server as SVG: no script, no picture to fetch, the same on a page and on paper.

Each has a title and a description for those who cannot see it, and stands beside a table with the same numbers.
Colours are attributes (a style sheet may say otherwise); text takes the colour of the page.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surveys.models import Period
from surveys.queries.board import Board
from surveys.rules.index import Index

WIDTH, ROW, BAR = 360, 33, 10
FILL, GROUND, WEAK = "#0b4f5e", "#dfe6e8", "#9a5b00"


def said(number: object) -> str:
    """A number as this country writes it."""
    return str(number).replace(".", ",")


def of_lines(board: Board) -> SafeString:
    """NRR of the nine unsur on the scale from 1 to 4; the weakest three are marked by colour and by a word."""
    weak = {line.slug for line in board.weakest}
    rows = [
        (f"{line.number}. {line.label}", said(line.nrr), float((line.nrr - 1) / 3), line.slug in weak)
        for line in board.lines
    ]
    best = board.best.label if board.best else ""
    about = _("Terbaik: %(best)s. Terlemah: %(weak)s.") % {
        "best": best, "weak": ", ".join(line.label for line in board.weakest)
    }  # fmt: skip
    return bars(_("Nilai rata-rata tiap unsur, skala 1 sampai 4"), about, rows)


def bars(title: str, about: str, rows: Sequence[tuple[str, str, float, bool]]) -> SafeString:
    """Lying bars: (label, value, share of the full width, is it marked)."""
    drawn = format_html_join(
        "",
        '<text x="0" y="{}" font-size="12" fill="currentColor">{}</text>'
        '<text x="{}" y="{}" font-size="12" font-weight="700" text-anchor="end" fill="currentColor">{}</text>'
        '<rect class="bars-ground" x="0" y="{}" width="{}" height="{}" rx="3" fill="{}"/>'
        '<rect class="{}" x="0" y="{}" width="{}" height="{}" rx="3" fill="{}"/>',
        (
            (
                place * ROW + 12, f"{label} ↓" if weak else label, WIDTH, place * ROW + 12, value,
                place * ROW + 17, WIDTH, BAR, GROUND,
                "bars-weak" if weak else "bars-bar", place * ROW + 17, max(2, round(share * WIDTH)), BAR,
                WEAK if weak else FILL,
            )
            for place, (label, value, share, weak) in enumerate(rows)
        ),
    )  # fmt: skip
    return frame(title, about, len(rows) * ROW, drawn)


def of_history(past: Sequence[tuple[Period, Index]]) -> SafeString:
    """IKM of several periods as lying bars on the scale from 25 to 100, oldest first."""
    rows = [(period.name, said(index.ikm), float((index.ikm - 25) / 75), False) for period, index in past]
    about = _("Dari %(first)s ke %(last)s.") % {"first": rows[0][1], "last": rows[-1][1]}
    return bars(_("IKM per periode, skala 25 sampai 100"), about, rows)


def frame(title: str, about: str, height: int, drawn: SafeString) -> SafeString:
    """The picture with its name."""
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" width="{}" height="{}" font-family="Paper, sans-serif" role="img"'
        ' aria-label="{}. {}">{}</svg>',
        WIDTH, height, WIDTH, height, title, about, drawn,
    )  # fmt: skip
