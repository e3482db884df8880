"""What a person reads when a field is refused: what to do, never "tidak valid".

Django's own general messages ("Bidang ini harus diisi.") are replaced by a sentence with the
field's label. A message that a form or field wrote itself is left alone.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.forms import BoundField
from django.utils.translation import gettext as _

from foundation.identity.text import inside_a_sentence

LENGTHS = {"max_length": MaxLengthValidator, "min_length": MinLengthValidator}


def named(label: Any) -> str:
    """The label inside a sentence: ``Nama usaha`` becomes ``nama usaha``, ``NIK`` and ``KBLI`` stay."""
    return inside_a_sentence(str(label).strip().rstrip(".:?"))


def required(field: BoundField) -> str:
    """The verb fits the control: isi, pilih, centang, unggah."""
    widget, name = field.field.widget, named(field.label)
    if isinstance(widget, forms.CheckboxInput):
        return _("Centang “%(name)s” untuk melanjutkan.") % {"name": str(field.label).rstrip(".")}
    if isinstance(widget, forms.FileInput):
        return _("Unggah %(name)s.") % {"name": name}
    if isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _("Pilih %(name)s.") % {"name": name}
    return _("Isi %(name)s.") % {"name": name}


def misread(field: BoundField) -> str:
    """A text that is not the kind of thing that the field asks for."""
    kind, name = field.field, named(field.label)
    if isinstance(kind, forms.EmailField):
        return _("Isi %(name)s seperti nama@contoh.id.") % {"name": name}
    if isinstance(kind, forms.DateField | forms.DateTimeField):
        return _("Isi %(name)s sebagai tanggal, misalnya 24-11-2026.") % {"name": name}
    if isinstance(kind, forms.IntegerField) and not isinstance(kind, forms.DecimalField | forms.FloatField):
        return _("Isi %(name)s dengan angka bulat, tanpa koma.") % {"name": name}
    if isinstance(kind, forms.DecimalField | forms.IntegerField):
        return _("Isi %(name)s dengan angka.") % {"name": name}
    if isinstance(kind, forms.URLField):
        return _("Isi %(name)s sebagai alamat situs, misalnya https://contoh.id.") % {"name": name}
    return _("Periksa %(name)s.") % {"name": name}


def is_general(field: BoundField, error: ValidationError) -> bool:
    """Is this Django's own message for its code, which knows nothing of our label?"""
    code = error.code or ""
    if code in LENGTHS:
        return error.message == LENGTHS[code].message
    for kind in type(field.field).__mro__:
        if not kind.__module__.startswith("django."):
            continue
        if error.message == getattr(kind, "default_error_messages", {}).get(code):
            return True
    return code == "invalid" and any(
        error.message == getattr(v, "message", None) for v in field.field.default_validators
    )


def sentence(field: BoundField, error: ValidationError) -> str:
    """One error in words."""
    if not is_general(field, error):
        return str(next(iter(error)))
    name, params = named(field.label), error.params or {}
    if error.code == "required":
        return required(field)
    if error.code == "invalid_choice":
        return _("Pilih %(name)s dari daftar.") % {"name": name}
    if error.code == "max_length":
        longest, now = params.get("limit_value", params.get("max")), params.get("show_value", params.get("length"))
        return _("Persingkat %(name)s: paling banyak %(max)s huruf, sekarang %(now)s.") % {
            "name": name,
            "max": longest,
            "now": now,
        }
    if error.code == "min_length":
        return _("Isi %(name)s paling sedikit %(min)s huruf.") % {"name": name, "min": params.get("limit_value")}
    return misread(field) if error.code == "invalid" else str(next(iter(error)))


def sentences(field: BoundField) -> list[str]:
    """Every error of a field in words, each once."""
    return list(dict.fromkeys(sentence(field, error) for error in field.errors.as_data()))
