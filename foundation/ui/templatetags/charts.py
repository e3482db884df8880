"""Charts drawn by the server as SVG, each with the table of its figures."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from foundation.ui.figures import charts

register = template.Library()
CROWDED = 6  # more labels than this: the first word of each stands under its column, the whole in the table


def said(value: Any) -> str:
    """A figure as people write it: 1.234 or 2,5; an absent one as a dash."""
    if value is None:
        return "–"
    whole = int(value) if float(value).is_integer() else value
    return str(number_format(whole, force_grouping=True))


@register.inclusion_tag("components/chart_bars.html")
def chart_bars(
    rows: Sequence[tuple[Any, Any]], *, title: Any, unit: Any = _("jumlah"), head: Any = _("Hal"), paper: bool = False
) -> dict[str, Any]:
    """Lying bars of (label, value). A value of None was not published: no bar, a dash. ``paper``: for a PDF."""
    told = [(str(label), float(value or 0), said(value)) for label, value in rows]
    drawn, height = charts.bars(told)
    table = [(label, words) for label, _value, words in told]
    return {"bars": drawn, "height": str(height), "table": table, "title": title, "unit": unit, "head": head,
            "paper": paper}  # fmt: skip


@register.inclusion_tag("components/chart_columns.html")
def chart_columns(
    labels: Sequence[Any], series: Sequence[tuple[Any, Sequence[Any]]], *, title: Any, head: Any, paper: bool = False
) -> dict[str, Any]:
    """Standing columns: one or two series ``(name, values)`` over the same labels."""
    drawn, places, top = charts.columns([[float(value or 0) for value in values] for _name, values in series])
    words = [str(label).split(" ")[0] if len(labels) > CROWDED else str(label) for label in labels]
    marks = [(x, word) for (x, _n), word in zip(places, words, strict=False)]
    table = [(str(label), [said(values[n]) for _name, values in series]) for n, label in enumerate(labels)]
    return {"columns": drawn, "marks": marks, "top": said(top), "middle": said(top / 2), "table": table, "title": title,
            "names": [name for name, _values in series], "head": head, "paper": paper}  # fmt: skip
