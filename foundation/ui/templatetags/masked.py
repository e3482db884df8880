"""Filters that hide most of a personal number: ``{{ person.nik|mask_nik }}``."""

from typing import Any

from django import template

from foundation.secrets import masks

register = template.Library()


@register.filter
def mask_nik(value: Any) -> str:
    """``1377********0003``."""
    return masks.mask_nik(str(value or ""))


@register.filter
def mask_npwp(value: Any) -> str:
    """``1377********0003``."""
    return masks.mask_npwp(str(value or ""))


@register.filter
def mask_phone(value: Any) -> str:
    """``+628*******890``."""
    return masks.mask_phone(str(value or ""))


@register.filter
def mask_email(value: Any) -> str:
    """``s***@contoh.id``."""
    return masks.mask_email(str(value or "")) if value else ""


@register.filter
def mask_name(value: Any) -> str:
    """``S*** D***``."""
    return masks.mask_name(str(value or ""))
