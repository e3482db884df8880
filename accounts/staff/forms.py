"""Forms of the admin's pages about people."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SigningTerm, User
from accounts.roles import STAFF, Role
from accounts.staff import queries
from foundation.calendar.fields import DayField
from foundation.identity import names
from foundation.identity.forms import NameField, NipField, PlainTextField

STAFF_ROLES = [(role.value, role.label) for role in Role if role in STAFF]


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class Filter(forms.Form):
    """What the list shows."""

    hide_optional = True
    q = PlainTextField(label=_("Nama atau e-mail"), max_length=100, required=False)
    peran = forms.ChoiceField(
        label=_("Peran"), required=False, choices=[("", _("Semua petugas")), *STAFF_ROLES, ("applicant", _("Pemohon"))]
    )
    nonaktif = forms.BooleanField(label=_("Hanya yang nonaktif"), required=False)


class Officer(forms.ModelForm):  # type: ignore[type-arg]
    """Role, agency, job title, NIP of somebody who works here."""

    name = NameField(label=_("Nama lengkap"), kind=names.person)
    nip = NipField(label=_("NIP"), required=False)

    class Meta:
        model = User
        fields = ("name", "role", "agency", "job_title", "nip")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = STAFF_ROLES  # type: ignore[attr-defined]
        self.fields["agency"].empty_label = _("Tidak ada")  # type: ignore[attr-defined]
        self.fields["agency"].help_text = _("Wajib untuk verifikator dinas teknis; kosongkan untuk peran lain.")

    def clean(self) -> dict[str, Any]:
        """A reviewer works for one agency; nobody else does."""
        data = super().clean() or {}
        is_reviewer = data.get("role") == Role.REVIEWER
        if is_reviewer and not data.get("agency"):
            self.add_error("agency", _("Pilih dinas teknis verifikator ini."))
        if not is_reviewer and data.get("agency"):
            self.add_error("agency", _("Kosongkan: hanya verifikator bekerja untuk satu dinas teknis."))
        return data

    def _post_clean(self) -> None:
        """Rows are written by acts, not by this form; the constraint is asked in ``clean``."""


class Invitation(Officer):
    """The same, and the address that the link goes to."""

    email = forms.EmailField(label=_("E-mail dinas"), max_length=100)

    class Meta(Officer.Meta):
        fields = ("name", "email", "role", "agency", "job_title", "nip")  # type: ignore[assignment]

    field_order = ["name", "email", "role", "agency", "job_title", "nip"]


class Reason(forms.Form):
    """Why this is done: kept in the journal."""

    reason = PlainTextField(label=_("Alasan"), max_length=500, min_length=5, multiline=True)


class Leaving(Reason):
    """The last working day."""

    leaves_on = DayField(
        label=_("Hari kerja terakhir"),
        widget=DateInput(),
        initial=timezone.localdate,
        help_text=_("Hari ini atau sebelumnya: akun langsung ditutup."),
    )
    field_order = ["leaves_on", "reason"]


class Term(forms.ModelForm):  # type: ignore[type-arg]
    """Who signs for the office, in which capacity, by which decree, in which span of days."""

    class Meta:
        model = SigningTerm
        fields = ("user", "capacity", "decree", "starts_on", "ends_on")
        widgets: ClassVar = {"starts_on": DateInput(), "ends_on": DateInput()}
        labels: ClassVar = {"starts_on": _("Tanggal mulai")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.can_sign()  # type: ignore[attr-defined]
        self.fields["user"].empty_label = _("Pilih pejabat")  # type: ignore[attr-defined]
        self.fields["decree"].help_text = _("Wajib untuk Plt/Plh.")
        self.fields["ends_on"].help_text = _("Wajib untuk Plt/Plh. Kosong berarti sampai diganti.")

    def clean(self) -> dict[str, Any]:
        """Plt/Plh are dated and decreed; only the head is the head; two heads never overlap."""
        data = super().clean() or {}
        capacity, user = data.get("capacity"), data.get("user")
        is_head = capacity == SigningTerm.Capacity.HEAD
        if user and is_head and user.role != Role.HEAD:
            self.add_error("capacity", _("Kepala Dinas hanya untuk akun berperan kepala dinas. Pilih Plt atau Plh."))
        for name, words in (("decree", _("Isi nomor SK Plt/Plh.")), ("ends_on", _("Isi hari terakhir Plt/Plh."))):
            if capacity and not is_head and not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Hari terakhir tidak boleh sebelum hari pertama."))
        elif starts and capacity and overlaps(capacity, starts, ends):
            self.add_error("starts_on", _("Sudah ada pejabat dengan kedudukan ini pada hari-hari itu. Akhiri dulu."))
        return data


class LastDay(forms.Form):
    """The last day of a term."""

    ends_on = DayField(label=_("Hari terakhir"), widget=DateInput(), initial=timezone.localdate)

    def __init__(self, *args: Any, term: SigningTerm, **kwargs: Any) -> None:
        self.term = term
        super().__init__(*args, **kwargs)

    def clean_ends_on(self) -> Any:
        """Not before it began; not in the past, where decisions already rest on it."""
        day = self.cleaned_data["ends_on"]
        if day < max(self.term.starts_on, timezone.localdate()) and day != self.term.starts_on:
            raise forms.ValidationError(_("Isi hari ini atau hari sesudahnya: keputusan yang sudah dibuat tetap sah."))
        return day


def overlaps(capacity: str, starts: Any, ends: Any) -> bool:
    """Is there a term of this capacity in these days?"""
    found = queries.terms().filter(capacity=capacity).exclude(ends_on__lt=starts)
    return bool((found.filter(starts_on__lte=ends) if ends else found).exists())
