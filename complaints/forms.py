"""The complaint form and the tracking form."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.terms import EXPLAINED, Category, Subject
from foundation.ui.widgets import RadioCards

LONGEST_TEXT = 10_000
NOBODY = "none"


class ComplaintForm(forms.Form):
    """What happened, about whom, and (if the person wants) who tells it."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    service = forms.ChoiceField(label=_("Layanan"), required=False)
    category = forms.ChoiceField(
        label=_("Pengaduan tentang apa?"),
        choices=Category.choices,
        widget=RadioCards(hints={str(key): text for key, text in EXPLAINED.items()}),
        error_messages={"required": _("Pilih tentang apa pengaduan ini.")},
    )
    subject = forms.ChoiceField(
        label=_("Siapa yang diadukan?"),
        choices=[*Subject.choices, (NOBODY, _("Tidak ada; kesulitan memakai sistem"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Ceritakan apa yang terjadi"),
        help_text=_("Siapa yang terlibat, apa yang terjadi, urutannya. Jangan tulis NIK atau nomor HP orang lain."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Ceritakan apa yang terjadi.")},
    )
    place = forms.CharField(
        label=_("Di mana dan kapan?"),
        help_text=_("Misalnya: loket kantor, 23 November 2026 sekitar pukul 10."),
        max_length=250,
        required=False,
    )
    is_anonymous = forms.TypedChoiceField(
        label=_("Identitas Anda"),
        choices=[("yes", _("Rahasiakan identitas saya")), ("no", _("Boleh diketahui pihak yang diadukan"))],
        widget=forms.RadioSelect,
        initial="yes",
        coerce=lambda value: value == "yes",
    )
    contact_name = forms.CharField(
        label=_("Nama Anda"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact = forms.CharField(
        label=_("Nomor HP/WA atau e-mail"),
        help_text=_("Hanya untuk menjawab Anda. Tanpa kontak, jawaban dibaca dengan nomor dan kode."),
        max_length=150,
        required=False,
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Bukan tentang satu layanan")), *services]

    def clean(self) -> dict[str, Any] | None:
        """Only trouble with the system is about nobody."""
        cleaned = super().clean() or {}
        if cleaned.get("subject") == NOBODY:
            cleaned["subject"] = ""
            if cleaned.get("category") not in {None, Category.OBSTACLE}:
                self.add_error("subject", _("Pilih siapa yang diadukan; hanya kesulitan memakai sistem yang tidak."))
        return cleaned


class TrackForm(forms.Form):
    """Number and code, as on the receipt."""

    nomor = forms.CharField(
        label=_("Nomor pengaduan"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocapitalize": "characters", "autocomplete": "off"}),
    )
    kode = forms.CharField(
        label=_("Kode rahasia"),
        help_text=_("Sepuluh huruf dan angka di tanda terima."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocapitalize": "characters", "autocomplete": "off"}),
    )
