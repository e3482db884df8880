"""Tables that turn into cards on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

URGENT = SafeString(' class="is-urgent"')


@register.simple_block_tag
def data_table(content: SafeString, *, caption: Any, stacks: bool = True, show_caption: bool = False) -> SafeString:
    """A table with its caption; rows become cards below 40em. Write thead and tbody inside, cells with ``cell``."""
    return render_to_string(
        "components/data_table.html",
        {"content": content, "caption": caption, "stacks": stacks, "show_caption": show_caption},
    )


@register.simple_block_tag
def cell(content: SafeString, label: Any = "", *, number: bool = False) -> SafeString:
    """A cell that says its column's name on a phone: ``{% cell "Batas" %}{{ due|tanggal }}{% endcell %}``."""
    kind = SafeString(' class="number"') if number else ""
    name = format_html(' data-label="{}"', label) if label else ""
    return format_html("<td{}{}>{}</td>", kind, name, content)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a long list in finished words: where it leads, its name, what stands in the other columns."""

    url: str
    name: str
    cells: Sequence[Any]
    is_urgent: bool = False


@register.simple_tag
def table_lines(lines: Iterable[Line], *labels: Any) -> SafeString:
    """The rows of a list inside ``tbody``, a label for each cell: at a third of what tags for each cell cost."""
    cells = "".join(f'<td data-label="{marked(label)}">{{}}</td>' for label in labels)
    row = f'<tr{{}}><th scope="row"><a href="{{}}">{{}}</a></th>{cells}</tr>'
    return format_html_join(
        "\n", row, ((URGENT if line.is_urgent else "", line.url, line.name, *line.cells) for line in lines)
    )


def marked(label: Any) -> str:
    """A label as a part of a format: escaped, its braces doubled."""
    return conditional_escape(label).replace("{", "{{").replace("}", "}}")


@register.simple_block_tag
def filter_bar(content: SafeString, form: Any, *, action: str = "") -> SafeString:
    """A GET form above a list. The filter lives in the address; "Hapus saringan" appears when one is set."""
    form.hide_optional = True
    used = form.is_bound and any(value for value in form.data.values())
    return render_to_string(
        "components/filter_bar.html", {"content": content, "form": form, "action": action, "used": used}
    )
