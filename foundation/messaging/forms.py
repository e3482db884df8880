"""Choosing the ways."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _


class WaysForm(forms.ModelForm):  # type: ignore[type-arg]
    """Which letters a person wants besides the inbox."""

    class Meta:
        model = get_user_model()
        fields = ("notify_email", "notify_whatsapp")
        labels = {"notify_email": _("Kabari lewat e-mail"), "notify_whatsapp": _("Kabari lewat WhatsApp")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.phone:
            self.fields["notify_whatsapp"].disabled = True
            self.fields["notify_whatsapp"].help_text = _("Isi nomor HP/WA di akun Anda untuk memakai WhatsApp.")
