"""Lokasi: where, on what land, with how much capital, and what the place needs before the NIB."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.identity.forms import PlainTextField, PostalCodeField, RupiahField
from foundation.ui.widgets import RadioCards, Rupiah
from licensing.forms.wizard.base import PageForm
from licensing.forms.wizard.places import village_choices

LAND = (("02", _("Milik sendiri")), ("01", _("Sewa")), ("03", _("Pinjam pakai")))


class Point(forms.DecimalField):
    """Degrees, kept as text so that the draft stays JSON; typed as text, since number keyboards lack the minus."""

    widget = forms.TextInput

    def clean(self, value: Any) -> str:
        """Six decimals at most."""
        number: Decimal | None = super().clean(str(value).replace(",", ".").strip() if value else value)
        return "" if number is None else str(number)


class BusinessAddress(PageForm):
    """The place of business, in the area of this office."""

    section = "lokasi"
    address = PlainTextField(
        label=_("Alamat lokasi usaha"), max_length=1000, multiline=True, help_text=_("Jalan, nomor, RT/RW.")
    )
    region_code = forms.ChoiceField(label=_("Desa/Kelurahan"))
    postal_code = PostalCodeField(label=_("Kode pos"), required=False)
    latitude = Point(
        label=_("Lintang"), min_value=-11, max_value=6, max_digits=9, decimal_places=6, required=False,
        help_text=_("Dari aplikasi peta di HP, misalnya -0,626400."),
    )  # fmt: skip
    longitude = Point(
        label=_("Bujur"), min_value=95, max_value=141, max_digits=9, decimal_places=6, required=False,
        help_text=_("Misalnya 100,120400."),
    )  # fmt: skip

    def prepare(self) -> None:
        """The villages that this office serves."""
        self.fields["region_code"].choices = village_choices()  # type: ignore[attr-defined]


class Land(PageForm):
    """The land under the business."""

    section = "lokasi"
    land_status = forms.ChoiceField(label=_("Status tempat"), choices=LAND, widget=RadioCards(hints={}))
    land_area = forms.IntegerField(
        label=_("Luas (m²)"), min_value=1, max_value=100_000_000, required=False,
        help_text=_("Angka bulat, misalnya 24."),
    )  # fmt: skip


class Money(PageForm):
    """Capital: land and building do not count for the scale."""

    section = "lokasi"
    machinery = RupiahField(label=_("Mesin dan peralatan"), widget=Rupiah())
    other = RupiahField(label=_("Investasi lain"), widget=Rupiah(), help_text=_("Isi 0 bila tidak ada."))
    working = RupiahField(label=_("Modal kerja untuk 3 bulan pertama"), widget=Rupiah())
    land = RupiahField(label=_("Tanah (tidak dihitung untuk skala)"), widget=Rupiah(), required=False)
    building = RupiahField(label=_("Bangunan (tidak dihitung untuk skala)"), widget=Rupiah(), required=False)


class Spatial(PageForm):
    """On what the use of the place rests. The self-statement is for micro and small business only."""

    section = "lokasi"
    OWN = ("self_statement", _("Pernyataan mandiri (usaha mikro dan kecil)"))
    OTHERS = (("kkpr", _("Saya punya KKPR atau PKKPR")), ("waiting", _("Belum ada: simpan draf, tunggu KKPR")))
    HINTS = {
        "self_statement": _("Anda menyatakan sendiri bahwa lokasi sesuai rencana tata ruang."),
        "kkpr": _("Kesesuaian Kegiatan Pemanfaatan Ruang, atau persetujuannya. Siapkan nomornya."),
        "waiting": _("Anda mendapat surat rujukan, lalu melanjutkan draf ini nanti."),
    }
    spatial = forms.ChoiceField(label=_("Dasar tata ruang"), choices=(OWN, *OTHERS), widget=RadioCards(hints=HINTS))
    kkpr_number = PlainTextField(label=_("Nomor KKPR/PKKPR"), max_length=100, required=False)

    def __init__(self, *args: Any, is_umk: bool = True, **kwargs: Any) -> None:
        self.is_umk = is_umk
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Only the choices that the law gives to this scale."""
        offered = (self.OWN, *self.OTHERS) if self.is_umk else self.OTHERS
        self.fields["spatial"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A KKPR has a number."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("spatial") == "kkpr" and not data.get("kkpr_number"):
            self.add_error("kkpr_number", _("Isi nomor KKPR/PKKPR."))
        return data


class Environment(PageForm):
    """PKPLH or SKKL, where the class is not SPPL."""

    section = "lokasi"
    environment_number = PlainTextField(
        label=_("Nomor PKPLH atau SKKL"),
        max_length=100,
        required=False,
        help_text=_("Kosongkan bila belum ada: draf tersimpan dan Anda mendapat surat rujukan."),
    )

    def __init__(self, *args: Any, needs_approval: bool = True, **kwargs: Any) -> None:
        self.needs_approval = needs_approval
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Nothing is asked where an SPPL is enough."""
        if not self.needs_approval:
            del self.fields["environment_number"]
