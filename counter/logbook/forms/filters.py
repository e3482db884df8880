"""The filter above the book. Its words are those of the address, so that a view can be sent and kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from counter.logbook.queries.figures import values_of
from counter.logbook.terms import Channel, Result
from foundation.calendar.fields import DayField
from foundation.identity.digits import whole_number
from foundation.identity.forms import PlainTextField

Choices = list[tuple[str, str | Promise]]
REMEMBER_SECONDS = 60


def officers() -> Choices:
    """Everybody who has a row in the book, by name."""

    def ask() -> list[tuple[str, str]]:
        ids = [int(value) for value in values_of("officer_id") if value.isdigit()]
        return sorted(((str(pk), name) for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")),
                      key=lambda pair: pair[1])  # fmt: skip

    return [("", _("Semua petugas")), *(cache.get_or_set("logbook-officers", ask, REMEMBER_SECONDS) or [])]


def agencies() -> Choices:
    """Technical agencies."""

    def ask() -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Agency.objects.values_list("pk", "short_name")]

    return [("", _("Semua dinas")), *(cache.get_or_set("logbook-agencies", ask, REMEMBER_SECONDS) or [])]


def seen(dimension: str, everything: str | Promise) -> Callable[[], Choices]:
    """The values that a column has had."""
    return lambda: [("", everything), *((value, value) for value in values_of(dimension))]


class Seen(forms.ChoiceField):
    """A choice among values of the book; one that nobody has used (yet) is a filter without rows, not an error."""

    def valid_value(self, value: str) -> bool:
        """Any short text."""
        return len(value) <= 150


class SeenNumber(forms.TypedChoiceField):
    """A choice among ids of the book; the same leniency."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"coerce": int, "empty_value": None, "required": False, **kwargs})

    def valid_value(self, value: str) -> bool:
        """Any id."""
        return whole_number(value) is not None


class FilterForm(forms.Form):
    """Days, values of columns, words. Nothing is required."""

    hide_optional = True
    dari = DayField(label=_("Dari tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sampai = DayField(label=_("Sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    nama = PlainTextField(label=_("Nama orang (kata utuh)"), max_length=100, required=False)
    cari = PlainTextField(label=_("Cari nomor atau catatan"), max_length=100, required=False)
    petugas = SeenNumber(label=_("Petugas"), choices=officers)
    saluran = forms.ChoiceField(
        label=_("Saluran"), choices=[("", _("Semua saluran")), *Channel.choices], required=False
    )
    hasil = forms.ChoiceField(label=_("Hasil"), choices=[("", _("Semua hasil")), *Result.choices], required=False)
    layanan = Seen(label=_("Layanan"), choices=seen("service", _("Semua layanan")), required=False)
    loket = Seen(label=_("Loket"), choices=seen("window", _("Semua loket")), required=False)
    kbli = PlainTextField(label=_("KBLI"), max_length=5, required=False)
    dinas = SeenNumber(label=_("Dinas teknis"), choices=agencies)
    hari = SeenNumber(widget=forms.HiddenInput)
    tanpa_sigap = forms.BooleanField(label=_("Belum bernomor SIGAP"), required=False)
    semua_versi = forms.BooleanField(label=_("Tampilkan juga baris yang sudah dikoreksi"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("dari"), data.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Tanggal akhir lebih awal daripada tanggal mulai. Tukar keduanya."))
        return data
