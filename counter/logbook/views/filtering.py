"""The filter's controls and ticks of columns as finished markup: a widget's template costs ten times as much."""

from collections.abc import Iterable
from typing import Any

from django.forms import BooleanField, BoundField, ChoiceField, DateField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from counter.logbook.forms.filters import FilterForm

CHECKED, SELECTED, WRONG = SafeString(" checked"), SafeString(" selected"), SafeString(' aria-invalid="true"')


def controls(form: FilterForm) -> dict[str, dict[str, Any]]:
    """Label and control of each visible field, by name."""
    return {
        name: {"label": field.label, "control": control(form[name])}
        for name, field in form.fields.items()
        if not form[name].is_hidden
    }


def control(bound: BoundField) -> SafeString:
    """A select, a tick, a day or a line of text, with what the address says."""
    field, name, value = bound.field, bound.html_name, bound.data
    wrong = WRONG if bound.errors else ""
    if isinstance(field, BooleanField):
        return format_html('<input type="checkbox" name="{}" id="id_{}"{}>', name, name, CHECKED if value else "")
    if isinstance(field, ChoiceField):
        return format_html(
            '<select name="{}" id="id_{}"{}>{}</select>',
            name,
            name,
            wrong,
            options(list(field.choices), value),  # type: ignore[arg-type]
        )
    kind = "date" if isinstance(field, DateField) else "text"
    longest = getattr(field, "max_length", None) or 10
    return format_html(
        '<input type="{}" name="{}" id="id_{}" value="{}" maxlength="{}"{}>',
        kind,
        name,
        name,
        value or "",
        longest,
        wrong,
    )


def options(choices: Iterable[Any], value: Any) -> SafeString:
    """The choices of a select; a value that is none of them (any more) stays visible as itself."""
    pairs = [(str(key), label) for key, label in choices]
    if value and str(value) not in dict(pairs):
        pairs.append((str(value), value))
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SELECTED if key == str(value or "") else "", label) for key, label in pairs),
    )


def ticks(columns: Iterable[tuple[str, str, bool]]) -> SafeString:
    """A tick for each column."""
    return format_html_join(
        "",
        '<div class="choice"><input type="checkbox" name="kolom" value="{}" id="kolom-{}"{}>'
        '<label for="kolom-{}">{}</label></div>',
        ((key, key, CHECKED if is_on else "", key, heading) for key, heading, is_on in columns),
    )


def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Words of the address that a form carries along."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
