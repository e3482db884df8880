"""The list as finished markup: joined in Python, because a template tag per cell costs more than the query."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from counter.logbook.columns import Chosen, cells
from counter.logbook.wording import remark, said


def body(rows: Iterable[Any], columns: Sequence[Chosen]) -> SafeString:
    """The lines of the table; the first column of each opens its story."""
    pattern = reverse("logbook_row", args=[0])
    return format_html_join("", "{}", ((line(row, columns, pattern),) for row in rows))


def line(row: Any, columns: Sequence[Chosen], pattern: str) -> SafeString:
    """One row of the book."""
    made = cells(row, columns, masked=True)
    first, *rest = [said(value, one.column.form) for value, one in zip(made, columns, strict=True)]
    note = remark(row)
    head = format_html(
        '<th scope="row"><a href="{}">{}</a>{}</th>',
        pattern.replace("/0/", f"/{row.pk}/"),
        first if first != "–" else gettext("Buka baris"),
        format_html('<br><span class="small muted">{}</span>', note) if note else "",
    )
    others = format_html_join(
        "",
        '<td data-label="{}"{}>{}</td>',
        (
            (one.heading, SafeString(' class="number"') if one.column.form == "number" else "", text)
            for one, text in zip(columns[1:], rest, strict=True)
        ),
    )
    return format_html("<tr>{}{}</tr>", head, others)
