"""What the form templates ask of a field."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.ui.sentences import sentences

register = template.Library()
register.filter("sentences", sentences)
register.filter("attributes", flatatt)

CHOSEN = SafeString(" selected")


@register.filter
def is_tick(field: BoundField) -> bool:
    """One box to tick: its label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choices(field: BoundField) -> bool:
    """Radios or several ticks: one box per option."""
    widget = field.field.widget
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_group(field: BoundField) -> bool:
    """Several controls under one name: a fieldset with a legend."""
    return bool(field.use_fieldset)


@register.filter
def prefix(field: BoundField) -> Any:
    """What stands before the input: the widget's ``prefix`` ("Rp")."""
    return getattr(field.field.widget, "prefix", "")


@register.filter
def suffix(field: BoundField) -> Any:
    """What stands after the input: the widget's ``suffix`` ("m²", "orang")."""
    return getattr(field.field.widget, "suffix", "")


@register.filter
def counts(field: BoundField) -> str:
    """The longest text that a textarea takes; "" when it does not say."""
    is_textarea = isinstance(field.field.widget, forms.Textarea)
    return str(getattr(field.field, "max_length", None) or "") if is_textarea else ""


@register.filter
def option_hint(option: Any) -> Any:
    """The hint of one option (``foundation.ui.widgets.RadioCards``)."""
    return option.data.get("hint", "")


@register.filter
def control(field: BoundField) -> Any:
    """The control itself. A textarea loses ``maxlength``: a browser cuts a pasted text without a word."""
    if isinstance(field.field.widget, forms.Textarea):
        return field.as_widget(attrs={"maxlength": False})
    return select(field) if type(field.field.widget) is forms.Select else field.as_widget()


def select(field: BoundField) -> Any:
    """A plain list to choose from, written as Django's template writes it: 514 regencies at a tenth of the cost."""
    widget: Any = field.field.widget
    if any(isinstance(label, list | tuple) for _, label in widget.choices):
        return field.as_widget()  # groups are rare: the library draws them
    attrs = {**widget.attrs, **field.build_widget_attrs({}, widget)}
    attrs.setdefault("id", field.auto_id)
    chosen = next(iter(widget.format_value(field.value())), "")
    options = (
        ("" if value is None else value, CHOSEN if str("" if value is None else value) == chosen else "", label)
        for value, label in widget.choices
    )
    listed = format_html_join("", '\n  <option value="{}"{}>{}</option>', options)
    return format_html('<select name="{}"{}>{}\n</select>', field.html_name, flatatt(attrs), listed)


@register.filter
def optional(field: BoundField) -> bool:
    """Is "(boleh kosong)" to be said? Not for a tick, nor in a form that says ``hide_optional = True``."""
    quiet = getattr(field.form, "hide_optional", False) or is_tick(field)
    return not (field.field.required or quiet)
