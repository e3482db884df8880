"""Forms about people: search, writing down, mending, who stands at the window, surat kuasa, joining entries."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counter.assisted.models import Person, Proxy
from counter.assisted.terms import Attendance, ProxyScope
from foundation.calendar.fields import DayField
from foundation.identity import names
from foundation.identity.forms import CodeField, NameField, NikField, PhoneField, PlainTextField
from foundation.ui.widgets import RadioCards


class SearchForm(forms.Form):
    """One box for everything that tells a person."""

    cari = PlainTextField(
        label=_("Cari orang"),
        max_length=200,
        help_text=_("NIK, nomor HP, bagian nama, nomor permohonan, NIB, atau pindai kode QR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )


class PersonForm(forms.Form):
    """Somebody new at the window. Telephone and e-mail only where there are any."""

    name = NameField(label=_("Nama lengkap sesuai KTP"), kind=names.person)
    nik = NikField(label=_("NIK"), help_text=_("16 angka di KTP-el. NIK disimpan tersandi."))
    phone = PhoneField(
        label=_("Nomor HP/WhatsApp"),
        required=False,
        help_text=_("Untuk melanjutkan sendiri di rumah dan menerima kabar. Kosongkan bila tidak punya."),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=100, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    ktp_seen = forms.BooleanField(
        label=_("KTP-el dilihat dan cocok"),
        required=False,
        help_text=_("Cukup dilihat. KTP-el tidak difotokopi, difoto, atau dipindai."),
    )


class MendForm(PersonForm):
    """Other contact data; the NIK stays."""

    ktp_seen = None  # type: ignore[assignment]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kept = {name: getattr(person, name) for name in ("name", "phone", "email")}
        super().__init__(*args, **{**kwargs, "initial": kept})
        if person.nik:
            del self.fields["nik"]


class AttendanceForm(forms.Form):
    """Who stands at the window, and what the officer saw."""

    attendance = forms.ChoiceField(
        label=_("Siapa yang hadir di loket?"),
        choices=Attendance.choices,
        initial=Attendance.OWNER,
        widget=RadioCards(
            hints={
                "owner": _("Pemohon datang sendiri."),
                "witnessed": _("Pemohon hadir, misalnya tidak dapat membaca, didampingi saksi."),
                "proxy": _("Orang lain dengan surat kuasa yang masih berlaku."),
            }
        ),
    )
    witness = NameField(label=_("Nama saksi"), kind=names.person, required=False)
    proxy = forms.ChoiceField(label=_("Surat kuasa"), required=False)
    ktp_seen = forms.BooleanField(
        label=_("KTP-el yang hadir dilihat dan cocok"),
        required=False,
        help_text=_("Cukup dilihat. KTP-el tidak difotokopi, difoto, atau dipindai."),
    )
    stranger = forms.BooleanField(
        label=_("Orang ini bukan saya dan bukan keluarga saya"),
        error_messages={"required": _("Centang, atau serahkan kepada petugas lain bila ia keluarga Anda.")},
    )

    def __init__(self, *args: Any, proxies: list[Proxy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proxies = {str(row.pk): row for row in proxies}
        field = self.fields["proxy"]
        field.choices = [("", gettext("Tidak ada"))] + [  # type: ignore[attr-defined]
            (pk, f"{row.name} · {row.scope_word.label}") for pk, row in self.proxies.items()
        ]

    def clean(self) -> dict[str, Any]:
        """A witness has a name, a proxy a letter."""
        told = super().clean() or {}
        if told.get("attendance") == Attendance.WITNESSED and not told.get("witness"):
            self.add_error("witness", gettext("Isi nama saksi."))
        if told.get("attendance") == Attendance.PROXY and not told.get("proxy"):
            self.add_error("proxy", gettext("Pilih surat kuasa, atau catat surat kuasa yang baru dulu."))
        return told

    def chosen_proxy(self) -> Proxy | None:
        """The letter, where a proxy stands there."""
        is_proxy = self.cleaned_data["attendance"] == Attendance.PROXY
        return self.proxies.get(self.cleaned_data["proxy"]) if is_proxy else None


class ProxyForm(forms.Form):
    """A surat kuasa as it lies on the desk."""

    name = NameField(label=_("Nama penerima kuasa"), kind=names.person)
    letter_number = PlainTextField(label=_("Nomor surat kuasa"), max_length=100, required=False)
    letter_on = DayField(label=_("Tanggal surat kuasa"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = DayField(label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}))
    scope = forms.ChoiceField(label=_("Kuasa untuk"), choices=ProxyScope.choices, widget=RadioCards(hints={}))
    letter = forms.FileField(
        label=_("Pindaian atau foto surat kuasa"),
        help_text=_("PDF atau foto, paling besar 20 MB. Tutupi KTP bila terlihat."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )

    def clean(self) -> dict[str, Any]:
        """Dates in order, and a letter that holds today."""
        told = super().clean() or {}
        starts, ends = told.get("letter_on"), told.get("ends_on")
        if starts and starts > timezone.localdate():
            self.add_error("letter_on", gettext("Tanggal surat belum tiba."))
        if ends and ends < timezone.localdate():
            self.add_error("ends_on", gettext("Surat kuasa ini sudah berakhir. Minta surat kuasa baru."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("Tanggal akhir mendahului tanggal suratnya."))
        return told


class MergeForm(forms.Form):
    """Which other entry is the same person, and why."""

    other = PlainTextField(
        label=_("Data lain orang ini"),
        max_length=200,
        help_text=_("NIK atau nomor HP yang tercatat pada data itu."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = PlainTextField(
        label=_("Alasan"), max_length=500, min_length=5, multiline=True,
        help_text=_("Misalnya: nama dan alamat sama, tercatat dua kali dengan nomor HP lama."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why two entries are taken apart again."""

    reason = PlainTextField(label=_("Alasan"), max_length=500, min_length=5, multiline=True)


class HomeCodeForm(forms.Form):
    """The code that came to the person's telephone or e-mail."""

    kode = CodeField(label=_("Kode 6 angka"), length=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode"].widget.attrs["autocomplete"] = "one-time-code"
