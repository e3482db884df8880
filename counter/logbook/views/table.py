"""The list as finished markup: joined in Python, because a template tag per cell costs more than the query."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from counter.logbook.columns import Chosen, cells
from counter.logbook.queries.stories import TICKET_MARK
from counter.logbook.wording import remark, said

LOOKS = {form: SafeString(f' class="{look}"') for form, look in
         (("number", "number"), ("day", "nowrap"), ("time", "nowrap"))}  # fmt: skip


def body(rows: Iterable[Any], columns: Sequence[Chosen]) -> SafeString:
    """The lines of the table; the first column of each opens its story."""
    pattern = reverse("logbook_row", args=[0])
    return format_html_join("", "{}", ((line(row, columns, pattern),) for row in rows))


def line(row: Any, columns: Sequence[Chosen], pattern: str) -> SafeString:
    """One row of the book. What it says of itself (late, running, a correction) stands in its second cell."""
    made = cells(row, columns, masked=True)
    url = pattern.replace("/0/", f"/{row.pk}/")
    texts = [said(value, one.column.form) for value, one in zip(made, columns, strict=True)]
    first, rest = texts[0], [linked(text, one, url) for text, one in zip(texts[1:], columns[1:], strict=True)]
    head = format_html(
        '<th scope="row" class="nowrap"><a href="{}">{}</a></th>',
        url,
        first if first != "–" else gettext("Buka baris"),
    )
    notes = [remark(row)] + [""] * len(rest)
    if not rest:
        head = format_html('{}<td class="small muted">{}</td>', head, notes[0])
    others = format_html_join(
        "",
        '<td data-label="{}"{}><span>{}{}</span></td>',
        (
            (one.heading, LOOKS.get(one.column.form, ""), text, small(note))
            for one, text, note in zip(columns[1:], rest, notes, strict=False)
        ),
    )
    return format_html("<tr>{}{}</tr>", head, others)


def linked(text: str, one: Chosen, url: str) -> SafeString | str:
    """The number of the queue leads to its story; everything else is text."""
    if one.column.key != "ticket_label" or text == "–":
        return text
    return format_html('<a href="{}#{}">{}</a>', url, TICKET_MARK, text)


def small(note: str) -> SafeString | str:
    """A remark under the words of a cell."""
    return format_html('<br><span class="small muted">{}</span>', note) if note else ""
