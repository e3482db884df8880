"""The form of /kelola/kantor/: the row, the week, the doors for complaints; saved and journalled together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import BaseModelFormSet, modelformset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from foundation.journal import book
from foundation.journal.who import Who
from foundation.office.models import Channel, Office, OpeningHours

SUBJECT = "office:1"
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Identitas"), ("name", "short_name", "portal_name", "government", "region_name", "region_code", "place", "kop")),
    (_("Alamat dan kontak"), ("address", "postal_code", "phone", "whatsapp", "email", "website")),
    (_("Tautan"), ("oss_url", "lapor_url")),
    (_("Tampilan"), ("colour_primary", "colour_accent", "logo")),
    (_("Jam layanan"), ("hours_note", "timezone")),
    (
        _("Batas waktu kantor"),
        (
            *("completeness_days", "issue_days", "nib_days", "correction_days", "correction_rounds", "applicant_days"),
            *("warn_early", "warn_soon", "warn_late", "kbli_2025_from"),
        ),
    ),
    (_("Maklumat pelayanan"), ("pledge_text", "pledge_decree", "pledge_set_on")),
)


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The row itself. ``kop`` and ``logo`` are easier to fill in than the columns behind them."""

    kop = forms.CharField(
        label=_("Baris kop surat"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=600
    )
    logo = forms.FileField(
        label=_("Tanda kantor (berkas SVG)"),
        required=False,
        help_text=_("Bentuk sederhana, paling besar 16 KB. Jangan memakai lambang negara."),
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
    )
    oss_url = forms.URLField(label=_("Alamat OSS"), assume_scheme="https")
    lapor_url = forms.URLField(label=_("Alamat LAPOR!"), assume_scheme="https")

    class Meta:
        model = Office
        fields = tuple(field for _title, fields in SECTIONS for field in fields if field not in {"kop", "logo"})
        widgets = {
            "pledge_text": forms.Textarea(attrs={"rows": 5}),
            "colour_primary": forms.TextInput(attrs={"type": "color"}),
            "colour_accent": forms.TextInput(attrs={"type": "color"}),
            "pledge_set_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "kbli_2025_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kop"].initial = "\n".join(self.instance.letterhead)
        for name, field in self.fields.items():
            source = self.instance.source_of(name)
            if source:
                field.help_text = " ".join(filter(None, (str(field.help_text), str(_("Sumber:")), f"{source}.")))

    def clean_logo(self) -> UploadedFile[Any] | None:
        """The uploaded mark as text on the row; the model checks that it holds only shapes."""
        upload: UploadedFile[Any] | None = self.cleaned_data.get("logo")
        if upload:
            try:
                self.instance.logo_svg = upload.read(65_536).decode("utf-8").strip()
            except UnicodeDecodeError as error:
                raise forms.ValidationError(_("Pilih berkas SVG yang utuh.")) from error
        return upload

    def clean_pledge_text(self) -> str:
        """Line ends as we keep them."""
        return str(self.cleaned_data["pledge_text"]).replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any] | None:
        """The letterhead as a list of lines."""
        cleaned = super().clean()
        lines = (self.cleaned_data.get("kop") or "").splitlines()
        self.instance.letterhead = [line.strip() for line in lines if line.strip()]
        return cleaned

    def _update_errors(self, errors: forms.ValidationError) -> None:
        """A fault of the stored mark is shown at the field that uploads it."""
        if hasattr(errors, "error_dict") and "logo_svg" in errors.error_dict:
            errors.error_dict["logo"] = errors.error_dict.pop("logo_svg")
        super()._update_errors(errors)  # type: ignore[misc]


Hours = modelformset_factory(
    OpeningHours,
    fields=("weekday", "opens_at", "closes_at", "break_from", "break_until"),
    widgets={
        name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        for name in ("opens_at", "closes_at", "break_from", "break_until")
    },
    extra=2,
    max_num=7,
    can_delete=True,
)
Channels = modelformset_factory(Channel, fields=("order", "kind", "label", "address"), extra=2, can_delete=True)


class OfficeEdit:
    """Three forms that stand or fall together."""

    def __init__(
        self, office: Office, data: Any = None, files: MultiValueDict[str, UploadedFile[Any]] | None = None
    ) -> None:
        self.office = office
        self.form = OfficeForm(data, files, instance=office)
        self.hours: BaseModelFormSet[OpeningHours, Any] = Hours(data, queryset=office.hours.all(), prefix="jam")
        self.channels: BaseModelFormSet[Channel, Any] = Channels(data, queryset=office.channels.all(), prefix="saluran")

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields of the row under their headings."""
        return [(title, [self.form[name] for name in fields]) for title, fields in SECTIONS]

    def is_valid(self) -> bool:
        """All three; each is asked, so that every fault is shown at once."""
        return all([self.form.is_valid(), self.hours.is_valid(), self.channels.is_valid()])

    @transaction.atomic
    def save(self, *, who: Who) -> list[str]:
        """Write what changed, note who changed it, and answer the names of what changed."""
        office = self.form.save(commit=False)
        before = as_kept(Office.objects.filter(pk=office.pk).first())
        after = as_kept(office)
        changed = [name for name, value in after.items() if before.get(name) != value]
        lists = [name for name, rows in (("hours", self.hours), ("channels", self.channels)) if rows.has_changed()]
        if not changed + lists:
            return []
        office.edited = sorted({*office.edited, *changed, *lists})
        office.sources = {**office.sources, **dict.fromkeys(changed + lists, str(_("diisi kantor ini")))}
        office.version += 1
        office.save()
        self.save_rows(office)
        told = {name: {"before": before.get(name), "after": after[name]} for name in changed}
        book.record("office.changed", subject=SUBJECT, who=who, data={"fields": told, "lists": lists})
        return changed + lists

    def save_rows(self, office: Office) -> None:
        """The week and the doors for complaints."""
        for formset in (self.hours, self.channels):
            for row in formset.save(commit=False):
                row.office = office
                row.save()
            for row in formset.deleted_objects:
                row.delete()


def as_kept(office: Office | None) -> dict[str, Any]:
    """The fields that an admin may change, with their values; empty before the first load."""
    if office is None:
        return {}
    names = [name for _title, fields in SECTIONS for name in fields if name not in {"kop", "logo"}]
    return {name: getattr(office, name) for name in (*names, "letterhead", "logo_svg")}
