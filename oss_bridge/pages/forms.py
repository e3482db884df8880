"""What a person types for OSS: the NIB that oss.go.id gave."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import NibField


class NibForm(forms.Form):
    """The 13 digits."""

    nib = NibField(label=_("NIB"), help_text=_("13 angka dari oss.go.id."))


class ReasonForm(forms.Form):
    """Why an officer acts on a message."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, error_messages={"required": _("Tulis alasannya, lalu ulangi.")}
    )
