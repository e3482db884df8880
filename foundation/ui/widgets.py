"""Widgets beyond Django's: amounts with a prefix, radios with a hint each, ticks likewise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class Amount(forms.TextInput):
    """A number typed as text, with a word before or after it: ``Amount(prefix="Rp")``, ``Amount(suffix="m²")``."""

    def __init__(self, *, prefix: Any = "", suffix: Any = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})
        self.prefix, self.suffix = prefix, suffix


class Rupiah(Amount):
    """``Rp`` before the input, digits from the phone's number pad."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(prefix="Rp", attrs=attrs)


class HintsMixin:
    """Options that each explain themselves: ``hints={value: text}``."""

    hints: Mapping[str, Any]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Django's option with its hint beside it."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class RadioCards(HintsMixin, forms.RadioSelect):
    """Radios as cards, each with a sentence: ``RadioCards(hints={"micro": _("Modal sampai Rp1 miliar")})``."""

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}


class TickCards(HintsMixin, forms.CheckboxSelectMultiple):
    """Ticks as cards, each with a sentence."""

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
