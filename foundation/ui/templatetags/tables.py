"""Tables that turn into cards on a phone."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


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


@register.simple_block_tag
def filter_bar(content: SafeString, form: Any, *, action: str = "") -> SafeString:
    """A GET form above a list. The filter lives in the address; "Hapus saringan" appears when one is set."""
    form.hide_optional = True
    used = form.is_bound and any(value for value in form.data.values())
    return render_to_string(
        "components/filter_bar.html", {"content": content, "form": form, "action": action, "used": used}
    )
