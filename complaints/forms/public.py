"""The complaint form and the tracking form."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.terms import EXPLAINED, KINDS_EXPLAINED, Category, Kind, Subject
from foundation.calendar.fields import DayField
from foundation.ui.widgets import RadioCards

LONGEST_TEXT = 60_000  # twenty pages and more; what is longer goes along as a PDF
NOBODY = "none"


def is_yes(value: str) -> bool:
    """The answer of a two-way switch."""
    return value == "yes"


class ComplaintForm(forms.Form):
    """What happened, about whom, and (if the person wants) who tells it."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    service = forms.ChoiceField(label=_("Layanan"), required=False)
    kind = forms.ChoiceField(
        label=_("Apa yang Anda sampaikan?"),
        choices=Kind.choices,
        initial=Kind.COMPLAINT,
        widget=RadioCards(hints={str(key): text for key, text in KINDS_EXPLAINED.items()}),
        error_messages={"required": _("Pilih apa yang Anda sampaikan.")},
    )
    category = forms.ChoiceField(
        label=_("Pengaduan tentang apa?"),
        help_text=_("Pilih satu bila ini pengaduan; lewati untuk yang lain."),
        choices=Category.choices,
        required=False,
        widget=RadioCards(hints={str(key): text for key, text in EXPLAINED.items()}),
    )
    subject = forms.ChoiceField(
        label=_("Siapa yang diadukan?"),
        help_text=_("Pilih satu bila ini pengaduan; lewati untuk yang lain."),
        choices=[*Subject.choices, (NOBODY, _("Tidak ada; kesulitan memakai sistem"))],
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Ceritakan apa yang terjadi"),
        help_text=_("Siapa yang terlibat, apa yang terjadi, urutannya. Jangan tulis NIK atau nomor HP orang lain."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Ceritakan apa yang terjadi."),
            "max_length": _("Uraian paling banyak %(limit_value)d huruf. Ringkas, lalu lampirkan sisanya sebagai PDF."),
        },
    )
    happened_on = DayField(
        label=_("Tanggal kejadian"),
        help_text=_("Kosongkan bila tidak ada tanggalnya."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal kejadian, misalnya 23-11-2026.")},
    )
    place = forms.CharField(
        label=_("Di mana dan pukul berapa?"),
        help_text=_("Misalnya: loket 2 kantor, sekitar pukul 10."),
        max_length=250,
        required=False,
    )
    is_anonymous = forms.TypedChoiceField(
        label=_("Identitas Anda"),
        choices=[("yes", _("Rahasiakan identitas saya")), ("no", _("Boleh diketahui pihak yang diadukan"))],
        widget=forms.RadioSelect,
        initial="yes",
        coerce=is_yes,
    )
    is_secret = forms.TypedChoiceField(
        label=_("Isi pengaduan"),
        choices=[
            ("yes", _("Rahasiakan isinya dari umum")),
            ("no", _("Boleh diumumkan bersama jawabannya, tanpa nama Anda")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
        coerce=is_yes,
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

    def clean_happened_on(self) -> date | None:
        """Nothing happened tomorrow."""
        day: date | None = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal kejadian belum tiba. Tulis tanggal yang sudah lewat."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """A complaint says about what and whom; only trouble with the system is about nobody."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") != Kind.COMPLAINT:
            return {**cleaned, "category": "", "subject": ""}
        if not cleaned.get("category") and "category" not in self.errors:
            self.add_error("category", _("Pilih tentang apa pengaduan ini."))
        if not cleaned.get("subject") and "subject" not in self.errors:
            self.add_error("subject", _("Pilih siapa yang diadukan."))
        if cleaned.get("subject") == NOBODY:
            cleaned["subject"] = ""
            if cleaned.get("category") not in {None, Category.OBSTACLE}:
                self.add_error("subject", _("Pilih siapa yang diadukan; hanya kesulitan memakai sistem yang tidak."))
        return cleaned


class WhistleForm(forms.Form):
    """A report of wrongdoing by somebody who works here. Nobody has to say who they are."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("Apa yang Anda ketahui?"),
        help_text=_("Siapa, apa, kapan, di mana, dan bagaimana Anda mengetahuinya. Foto dan dokumen menyusul."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT,
    )
    place = forms.CharField(label=_("Di mana dan kapan?"), max_length=250, required=False)
    contact = forms.CharField(
        label=_("Kontak, bila Anda mau dihubungi"),
        help_text=_("Boleh kosong: jawaban dibaca dengan nomor dan kode."),
        max_length=150,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Always secret in both ways."""
        cleaned = super().clean() or {}
        return {**cleaned, "is_anonymous": True, "is_secret": True}


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
