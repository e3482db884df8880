"""Form fields that read what people paste and answer with a sentence.

Every field cleans its text (no NUL, no control characters), says "Isi <label>." when it is
needed and empty, and says how long a text may be. Numbers come back normalised.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _

from foundation.identity import money, names, nib, nik, nip, nitku, npwp, phone
from foundation.identity.digits import IdentityError, digits_of, exactly
from foundation.identity.text import clean_text, inside_a_sentence

NAME_LENGTH = 200
PASTED_LENGTH = 60  # room for separators around any number
LARGEST_RUPIAH = 10**15


class SaysWhatIsMissing:
    """ "Isi modal usaha." instead of "Kolom ini wajib diisi"."""

    label: Any
    required: bool

    def validate(self, value: Any) -> None:
        """Refuse an empty answer by the field's own name."""
        if self.required and value in EMPTY_VALUES:
            raise forms.ValidationError(_("Isi %(label)s.") % {"label": in_a_sentence(self.label)}, code="required")


def in_a_sentence(label: Any) -> str:
    """``Nama usaha`` -> ``nama usaha``; ``NIK pemohon`` stays; no label -> ``kolom ini``."""
    return inside_a_sentence(str(label or _("kolom ini")).rstrip(" :?"))


class PlainTextField(SaysWhatIsMissing, forms.CharField):
    """Text without markup. With ``multiline`` line breaks stay and the control is a text area."""

    default_error_messages = {
        "max_length": _(
            "Paling banyak %(limit_value)d karakter; isian Anda %(show_value)d karakter. Ringkas isian ini."
        ),
        "min_length": _(
            "Paling sedikit %(limit_value)d karakter; isian Anda %(show_value)d karakter. Tulis lebih lengkap."
        ),
    }

    def __init__(self, *, max_length: int, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Cleaned text; empty when there is none."""
        return clean_text(str(value), multiline=self.multiline) if value not in EMPTY_VALUES else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: cutting a pasted text in silence loses it; the sentence says what to do."""
        return {key: value for key, value in super().widget_attrs(widget).items() if key != "maxlength"}


class IdentityField(PlainTextField):
    """A number or name that a reader of this room understands."""

    input_attrs: dict[str, str] = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
    nothing: Any = ""

    def __init__(self, *, max_length: int = PASTED_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def read(self, text: str) -> Any:
        """The normalised value. Raises IdentityError."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        """Checked as text first, then read."""
        text = super().clean(value)
        if not text:
            return self.nothing
        try:
            return self.read(text)
        except IdentityError as trouble:
            raise forms.ValidationError(str(trouble), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, not how it is written."""
        try:
            return bool(self.clean(data) != (initial or self.nothing))
        except forms.ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The right keyboard on a phone."""
        return {**super().widget_attrs(widget), **self.input_attrs}


class NikField(IdentityField):
    """NIK; comes back as 16 digits. ``nik.parse`` reads the rest from it."""

    def read(self, text: str) -> str:
        """16 digits."""
        return nik.parse(text).number


class NpwpField(IdentityField):
    """NPWP; ``is_person`` is set when the form is built (or afterwards on the field)."""

    def __init__(self, *, is_person: bool, **kwargs: Any) -> None:
        self.is_person = is_person
        super().__init__(**kwargs)

    def read(self, text: str) -> str:
        """15 or 16 digits."""
        return npwp.normalise(text, is_person=self.is_person)


class NitkuField(IdentityField):
    """NITKU of 22 digits."""

    def read(self, text: str) -> str:
        """22 digits."""
        return nitku.normalise(text)


class NibField(IdentityField):
    """NIB of 13 digits."""

    def read(self, text: str) -> str:
        """13 digits."""
        return nib.normalise(text)


class NipField(IdentityField):
    """NIP of 18 digits."""

    def read(self, text: str) -> str:
        """18 digits."""
        return nip.parse(text).number


class PostalCodeField(IdentityField):
    """Kode pos of 5 digits."""

    def read(self, text: str) -> str:
        """5 digits."""
        return exactly(text, 5, what=str(_("Kode pos")), where=str(_("alamat surat")))


class CodeField(IdentityField):
    """A code of digits and nothing else, such as a code sent by message; ``length`` digits."""

    def __init__(self, *, length: int, **kwargs: Any) -> None:
        self.length = length
        super().__init__(**kwargs)

    def read(self, text: str) -> str:
        """The digits."""
        code = digits_of(text, what=str(self.label or _("Kode")))
        if len(code) != self.length:
            raise IdentityError(_("Kode terdiri dari %(length)d angka.") % {"length": self.length})
        return code


class PhoneField(IdentityField):
    """A telephone number; comes back as +62…"""

    input_attrs = {"inputmode": "tel", "autocomplete": "tel"}

    def __init__(self, *, allow_landline: bool = False, **kwargs: Any) -> None:
        self.allow_landline = allow_landline
        super().__init__(**kwargs)

    def read(self, text: str) -> str:
        """E.164."""
        return phone.normalise(text, allow_landline=self.allow_landline)

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return phone.shown(value) if isinstance(value, str) else value


class NameField(IdentityField):
    """A name of one or more words; ``kind`` is ``names.person`` or ``names.business``."""

    input_attrs = {}

    def __init__(self, *, kind: Callable[[str], str] = names.person, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**{"max_length": NAME_LENGTH, **kwargs})

    def read(self, text: str) -> str:
        """The cleaned name."""
        return self.kind(text)


class RupiahField(IdentityField):
    """Whole rupiah; comes back as int, or None when empty. Limits are in rupiah, both inclusive."""

    nothing = None

    def __init__(self, *, min_value: int = 0, max_value: int = LARGEST_RUPIAH, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        """Rupiah."""
        amount = money.rupiah(text)
        if amount < self.min_value:
            raise IdentityError(_("Paling sedikit Rp%(limit)s.") % {"limit": money.shown(self.min_value)})
        if amount > self.max_value:
            raise IdentityError(_("Paling banyak Rp%(limit)s.") % {"limit": money.shown(self.max_value)})
        return amount

    def prepare_value(self, value: Any) -> Any:
        """``75.000.000`` for a stored amount; what was typed stays as typed."""
        return money.shown(value) if isinstance(value, int) else value
