"""Forms of the officers: periods, versions, users, plans, recap sheets, kiosks, findings, answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.calendar.fields import DayField
from surveys.models import FollowUp, Period, Questionnaire, ServiceAsked
from surveys.terms import Unsur

LARGEST_RECAP = 5 * 1024 * 1024


class Day(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PeriodForm(forms.Form):
    """Name, days, and which version of the questions."""

    name = forms.CharField(label=_("Nama periode"), max_length=120, help_text=_("Misalnya: Semester II 2026."))
    starts_on = DayField(label=_("Mulai"), widget=Day)
    ends_on = DayField(label=_("Sampai"), widget=Day)
    questionnaire = forms.ModelChoiceField(
        label=_("Kuesioner"), queryset=Questionnaire.objects.order_by("-version"), empty_label=None
    )

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["questionnaire"]


class RevisionForm(forms.Form):
    """The office's own version."""

    order = forms.TypedChoiceField(
        label=_("Urutan dua unsur terakhir"),
        choices=[
            ("no", _("8 Penanganan pengaduan, 9 Sarana dan prasarana (urutan peraturan)")),
            ("yes", _("8 Sarana dan prasarana, 9 Penanganan pengaduan")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="no",
    )
    extra = forms.CharField(
        label=_("Pertanyaan tambahan"),
        help_text=_(
            "Satu baris satu pertanyaan: pertanyaan | jawaban 1 | jawaban 2 | … Paling banyak lima pertanyaan, "
            "dua sampai enam jawaban. Tidak dihitung dalam IKM."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_extra(self) -> list[tuple[str, list[str]]]:
        """Each line a question with two to six answers."""
        rows = []
        for line in self.cleaned_data["extra"].splitlines():
            text, *choices = [part.strip() for part in line.split("|")]
            if not text:
                continue
            if not 2 <= len([c for c in choices if c]) <= 6 or len(text) > 300:
                raise forms.ValidationError(
                    _("“%(text)s”: tulis dua sampai enam jawaban, dipisah tanda |.") % {"text": text[:60]}
                )
            rows.append((text, [c for c in choices if c]))
        return rows


class UsersForm(forms.Form):
    """N of each service; left blank = as many as were offered the survey."""

    def __init__(self, *args: Any, period: Period, services: list[ServiceAsked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        known = dict(period.users.values_list("service_id", "count"))
        for service in services:
            self.fields[f"n_{service.pk}"] = forms.IntegerField(
                label=service.name, required=False, min_value=0, max_value=10_000_000, initial=known.get(service.pk),
                widget=forms.NumberInput(attrs={"class": "width-10", "inputmode": "numeric"}),
            )  # fmt: skip

    def users(self) -> dict[ServiceAsked, int | None]:
        """N by service; only services whose number was changed."""
        return {s: self.cleaned_data[f"n_{s.pk}"] for s in self.services if f"n_{s.pk}" in self.changed_data}


class PlanForm(forms.ModelForm):
    """Rencana tindak lanjut for one unsur."""

    class Meta:
        model = FollowUp
        fields = ("unsur", "plan", "due_on", "responsible")
        widgets = {"due_on": Day, "plan": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].required = False
        self.fields["plan"].help_text = _("Kosongkan untuk menghapus rencana unsur ini.")


class RecapForm(forms.Form):
    """A recap sheet as CSV."""

    file = forms.FileField(label=_("Berkas CSV"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    service = forms.ModelChoiceField(label=_("Layanan"), queryset=ServiceAsked.objects.order_by("name"))
    day = DayField(label=_("Tanggal pengisian"), help_text=_("Untuk baris tanpa kolom Tanggal."), widget=Day)
    order = forms.TypedChoiceField(
        label=_("U8 dan U9 pada rekap itu"),
        choices=[("no", _("U8 pengaduan, U9 sarana (urutan peraturan)")), ("yes", _("U8 sarana, U9 pengaduan"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="no",
    )

    def clean_file(self) -> Any:
        """Not too large; what it holds is judged row by row."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_RECAP:
            raise forms.ValidationError(_("Berkas lebih dari 5 MB. Bagi menjadi beberapa berkas."))
        return upload


class KioskForm(forms.Form):
    """A name by which officers know the tablet."""

    name = forms.CharField(label=_("Nama kios"), max_length=80, help_text=_("Misalnya: tablet ruang tunggu."))


class FindingForm(forms.Form):
    """What an officer found behind an alarm."""

    note = forms.CharField(label=_("Hasil pemeriksaan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    count_them = forms.BooleanField(label=_("Lembarnya wajar; hitung dalam IKM"), required=False)


class AnswerForm(forms.Form):
    """A suggestion sorted and answered."""

    unsur = forms.ChoiceField(
        label=_("Tentang unsur"), required=False, choices=[("", _("Belum dipilah")), *Unsur.choices]
    )
    text = forms.CharField(
        label=_("Jawaban kantor"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Pengisi survei tidak dikenal: jawaban hanya sampai kepadanya lewat halaman umum."),
    )
    is_public = forms.BooleanField(label=_("Tampilkan saran dan jawaban di halaman umum"), required=False)


class SuggestionFilter(forms.Form):
    """Which suggestions."""

    unsur = forms.ChoiceField(label=_("Unsur"), required=False, choices=[("", _("Semua")), *Unsur.choices])
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("belum", _("Belum dijawab")), ("sudah", _("Sudah dijawab"))],
    )
    hide_optional = True
