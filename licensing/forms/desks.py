"""Forms of the desks: completeness, verdicts, results, the office's decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from foundation.calendar.fields import DayField
from foundation.identity.forms import PlainTextField
from licensing.models import Application, Requirement
from licensing.queries.files import grounds
from licensing.terms import Status, Verdict

NOTE_LENGTH = 2000


def note_field(label: Any, *, required: bool, help_text: Any = "") -> PlainTextField:
    """A sentence or more."""
    return PlainTextField(label=label, max_length=NOTE_LENGTH, multiline=True, required=required, help_text=help_text)


class StatusFilter(forms.Form):
    """Narrow a list to one status; the choice stays in the address."""

    hide_optional = True
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("Semua status")), *Status.choices], required=False)

    def __init__(self, *args: Any, statuses: Sequence[Status] = tuple(Status), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Semua status")), *((status.value, status.label) for status in statuses)]
        self.fields["status"].choices = offered  # type: ignore[attr-defined]

    @property
    def is_worth_showing(self) -> bool:
        """Is there more than one status to choose?"""
        return len(self.fields["status"].choices) > 2  # type: ignore[attr-defined]

    def apply(self, files: QuerySet[Application]) -> QuerySet[Application]:
        """The files that pass; a status that is not offered filters nothing."""
        wanted = self.cleaned_data["status"] if self.is_valid() else ""
        return files.filter(status=wanted) if wanted else files


class IncompleteForm(forms.Form):
    """Which lines must be completed, each with its note, and a word on the whole."""

    note = note_field(_("Pesan untuk pemohon"), required=True)

    def __init__(self, *args: Any, lines: list[Requirement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"line_{line.pk}"] = note_field(line.text, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one line."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.notes(data):
            raise forms.ValidationError(_("Tulis catatan pada sedikitnya satu dokumen yang harus dilengkapi."))
        return data

    def notes(self, data: dict[str, Any]) -> dict[int, str]:
        """Notes by the line's id."""
        return {line.pk: data[name] for line in self.lines if data.get(name := f"line_{line.pk}")}


class RouteForm(forms.Form):
    """Another agency, with a reason."""

    agency = forms.ModelChoiceField(label=_("Dinas teknis"), queryset=Agency.objects.all())
    note = note_field(_("Alasan"), required=True)


class VerdictForm(forms.Form):
    """The word on one requirement."""

    verdict = forms.ChoiceField(
        label=_("Penilaian"), choices=Verdict.choices, error_messages={"required": _("Pilih penilaian.")}
    )
    note = note_field(_("Catatan untuk pemohon"), required=False)

    def clean(self) -> dict[str, Any]:
        """A fault carries a note."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verdict") and data["verdict"] != Verdict.MEETS and not data.get("note"):
            self.add_error("note", _("Tulis apa yang harus diperbaiki pemohon."))
        return data


class VisitForm(forms.Form):
    """When the place is visited."""

    on = DayField(label=_("Tanggal peninjauan"), widget=forms.DateInput(attrs={"type": "date"}))
    note = note_field(_("Keterangan untuk pemohon"), required=False)

    def clean_on(self) -> date:
        """Not in the past."""
        day: date = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Pilih hari ini atau sesudahnya."))
        return day


class VisitedForm(forms.Form):
    """What was seen at the place; the signed berita acara is uploaded beside it."""

    findings = note_field(_("Yang dilihat di lokasi"), required=True)


class NoteForm(forms.Form):
    """A reason."""

    note = note_field(_("Alasan"), required=True)


class ApproveForm(forms.Form):
    """Approval of the whole, perhaps with the agency's letter (uploaded beside it)."""

    note = note_field(
        _("Catatan"), required=False, help_text=_("Dicetak di surat persetujuan teknis; pemohon ikut membacanya.")
    )


class CorrectionForm(forms.Form):
    """Pause (41) or start over (43): the second needs a reason that the head sees."""

    how = forms.ChoiceField(
        label=_("Pengaruh pada batas waktu"),
        choices=(
            ("pause", _("Jeda: sisa hari dilanjutkan setelah pemohon menjawab")),
            ("reset", _("Ulang: hitungan hari dimulai dari awal setelah pemohon menjawab")),
        ),
        widget=forms.RadioSelect,
    )
    note = note_field(
        _("Pesan untuk pemohon"), required=False, help_text=_("Wajib bila batas waktu diulang; kepala ikut membacanya.")
    )

    def clean(self) -> dict[str, Any]:
        """A reset carries its reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("how") == "reset" and not data.get("note"):
            self.add_error("note", _("Tulis alasan mengulang batas waktu."))
        return data


class RefusalForm(forms.Form):
    """A coded ground and a sentence: for the agency's rejection and the office's refusal."""

    ground = forms.ChoiceField(label=_("Dasar hukum"))
    note = note_field(_("Penjelasan untuk pemohon"), required=True)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = grounds(timezone.localdate(), after_approval=application.status == "approved")
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih dasar hukum")),
            *((row.code, f"{row.title} ({row.article})") for row in rows),
        ]
