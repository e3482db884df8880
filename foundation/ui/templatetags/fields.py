"""What the form templates ask of a field."""

from typing import Any

from django import forms, template
from django.forms import BoundField

register = template.Library()


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
def counts(field: BoundField) -> Any:
    """The longest text that a textarea takes; 0 when it does not say."""
    widget = field.field.widget
    return widget.attrs.get("maxlength", 0) if isinstance(widget, forms.Textarea) else 0


@register.filter
def option_hint(option: Any) -> Any:
    """The hint of one option (``foundation.ui.widgets.RadioCards``)."""
    return option.data.get("hint", "")
