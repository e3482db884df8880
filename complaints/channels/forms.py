"""What an officer fills in for somebody else, what a business actor tells about a file, LAPOR!'s sheet."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.channels.lapor.importing import TRACKING, tracking_id
from complaints.models import LaporWord
from complaints.terms import Category, Channel, Kind, Subject
from foundation.calendar.fields import DayField
from foundation.identity.forms import PhoneField, PlainTextField

LONGEST_TEXT = 10_000
BY_HAND = (
    Channel.ROOM, Channel.PHONE, Channel.WHATSAPP, Channel.LETTER, Channel.BOX, Channel.FACEBOOK, Channel.INSTAGRAM,
    Channel.EMAIL, Channel.LAPOR,
)  # fmt: skip
SPOKEN = frozenset({Channel.ROOM, Channel.PHONE})
LINKED = {Channel.FACEBOOK: "facebook.com", Channel.INSTAGRAM: "instagram.com"}
NOT_SAID = ("", _("Belum jelas"))
RED_TICK = {"required": _("Bacakan kembali kepada pengadu, lalu centang bila pengadu membenarkan.")}


class EntryForm(forms.Form):
    """A complaint that came by another door, in the words of whoever brought it."""

    hide_optional = False
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    channel = forms.ChoiceField(label=_("Masuk lewat"), choices=[(c.value, c.label) for c in BY_HAND])
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.COMPLAINT)
    text = PlainTextField(
        label=_("Uraian, dengan kata-kata pengadu"),
        help_text=_("Siapa, apa, urutannya. Tulis apa adanya; jangan diringkas menjadi penilaian."),
        max_length=LONGEST_TEXT,
        multiline=True,
    )
    place = PlainTextField(label=_("Di mana dan kapan"), max_length=250, required=False)
    happened_on = DayField(
        label=_("Tanggal pelayanan atau kejadian"), required=False, widget=forms.DateInput({"type": "date"})
    )
    category = forms.ChoiceField(label=_("Kategori"), choices=[NOT_SAID, *Category.choices], required=False)
    subject = forms.ChoiceField(label=_("Objek"), choices=[NOT_SAID, *Subject.choices], required=False)
    lapor_id = PlainTextField(
        label=_("Nomor pelacakan LAPOR!"), help_text=_("Misalnya 1916449."), max_length=TRACKING + 5, required=False
    )
    source_url = forms.URLField(
        label=_("Tautan kiriman Facebook atau Instagram"),
        help_text=_("Tangkapan layarnya diunggah setelah ini."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    oss_ticket = PlainTextField(label=_("Nomor tiket OSS"), max_length=60, required=False)
    contact_name = PlainTextField(label=_("Nama pengadu"), max_length=150, required=False)
    address = PlainTextField(label=_("Alamat pengadu"), max_length=250, required=False)
    phone = PhoneField(label=_("Nomor HP/WA pengadu"), required=False)
    email = forms.EmailField(label=_("E-mail pengadu"), required=False, max_length=254)
    is_anonymous = forms.BooleanField(
        label=_("Rahasiakan identitas dari pihak yang diadukan dan dari umum"), required=False, initial=True
    )
    is_secret = forms.BooleanField(label=_("Rahasiakan isi dari umum"), required=False, initial=True)

    def clean_lapor_id(self) -> str | None:
        """A tracking id, or None: the column is unique."""
        return tracking_id(self.cleaned_data["lapor_id"]) or None

    def clean_happened_on(self) -> Any:
        """Nothing has happened tomorrow."""
        day = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum terjadi. Periksa tanggalnya."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """What each channel needs besides."""
        cleaned = super().clean() or {}
        channel = cleaned.get("channel")
        if channel == Channel.LAPOR and not cleaned.get("lapor_id"):
            self.add_error("lapor_id", _("Isi nomor pelacakan LAPOR!."))
        if channel in LINKED and "source_url" not in self.errors:
            host = LINKED[Channel(channel)]
            if host not in (cleaned.get("source_url") or ""):
                self.add_error("source_url", _("Tempel tautan kiriman di %(host)s.") % {"host": host})
        return cleaned

    @property
    def is_spoken(self) -> bool:
        """Words taken down from somebody's mouth: they are read back."""
        return self.cleaned_data.get("channel") in SPOKEN


class ReadBackForm(forms.Form):
    """The confirmation of whoever spoke."""

    was_read_back = forms.BooleanField(
        label=_("Sudah saya bacakan kembali, dan pengadu membenarkannya"), error_messages=RED_TICK
    )


class BusinessForm(forms.Form):
    """A signed-in business actor: one of their files, and what is in the way."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    application = forms.ChoiceField(
        label=_("Tentang permohonan"), required=False, help_text=_("Petugas langsung melihat berkas yang dimaksud.")
    )
    category = forms.ChoiceField(
        label=_("Tentang apa?"), choices=Category.choices, widget=forms.RadioSelect, initial=Category.OBSTACLE
    )
    subject = forms.ChoiceField(
        label=_("Siapa yang diadukan?"), choices=[("", _("Tidak ada; hambatan atau keterlambatan")), *Subject.choices],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    oss_ticket = PlainTextField(
        label=_("Nomor tiket OSS, bila sudah lapor ke OSS"),
        help_text=_("OSS tidak menyediakan jalur pengaduan antarsistem. Nomor ini kami simpan sebagai rujukan."),
        max_length=60,
        required=False,
    )
    text = PlainTextField(label=_("Ceritakan apa yang terjadi"), max_length=LONGEST_TEXT, multiline=True)
    is_anonymous = forms.BooleanField(label=_("Rahasiakan identitas saya dari pihak yang diadukan"), required=False)

    def __init__(self, *args: Any, files: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["application"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Bukan tentang satu permohonan")), *files]


class SheetForm(forms.Form):
    """LAPOR!'s sheet."""

    berkas = forms.FileField(label=_("Berkas CSV dari LAPOR!"), widget=forms.FileInput({"accept": ".csv,text/csv"}))


class WordForm(forms.ModelForm):
    """One word of LAPOR!, corrected by the office."""

    class Meta:
        model = LaporWord
        fields = ("word", "also", "source", "confidence")
