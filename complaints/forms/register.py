"""Filters of the register."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from complaints.channels.lapor.importing import tracking_id
from complaints.models import Complaint
from complaints.queries.desk import only_late
from complaints.reporting.sight import moment
from complaints.terms import Category, Channel, Kind, Stage, State, Subject
from foundation.calendar.fields import DayField
from licensing.catalogue.models import ServiceStandard

ALL = [("", _("Semua"))]
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def named(q: str) -> Q:
    """Whose number begins so, whose number elsewhere it is, or whose service has it in its name: each by an index."""
    found = Q(number__startswith=q.upper()) | Q(lapor_id=tracking_id(q)) | Q(oss_ticket=q, oss_ticket__gt="")
    slugs = list(ServiceStandard.objects.filter(name__icontains=q).values_list("slug", flat=True).distinct()[:50])
    return found | Q(service__in=slugs) if slugs else found


def stages() -> list[tuple[str, Any]]:
    """The seven stages with their letters, in the reader's language."""
    return [*ALL, *((stage.value, f"{stage.value}. {stage.label}") for stage in Stage)]


class RegisterFilter(forms.Form):
    """GET only; an unknown value filters nothing."""

    hide_optional = True
    q = forms.CharField(label=_("Nomor, layanan atau nomor LAPOR!"), required=False, max_length=60)
    tahap = forms.ChoiceField(label=_("Tahap"), choices=stages, required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=[*ALL, *State.choices], required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), choices=[*ALL, *Kind.choices], required=False)
    kategori = forms.ChoiceField(label=_("Kategori"), choices=[*ALL, *Category.choices], required=False)
    objek = forms.ChoiceField(label=_("Objek"), choices=[*ALL, *Subject.choices], required=False)
    saluran = forms.ChoiceField(label=_("Saluran"), choices=[*ALL, *Channel.choices], required=False)
    dinas = forms.ChoiceField(label=_("Dinas"), required=False)
    dari = DayField(label=_("Diterima dari"), required=False, widget=DAY)
    sampai = DayField(label=_("Sampai"), required=False, widget=DAY)
    terlambat = forms.BooleanField(label=_("Hanya yang lewat batas"), required=False)

    COLUMNS = {
        "tahap": "stage", "keadaan": "state", "jenis": "kind", "kategori": "category", "objek": "subject",
        "saluran": "channel", "dinas": "agency__slug",
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dinas"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [*ALL, *Agency.objects.order_by("name").values_list("slug", "name")]

    def apply(self, rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
        """The rows that pass. Text and names rest encrypted: nobody searches in them."""
        self.is_valid()
        chosen: dict[str, Any] = self.cleaned_data
        rows = rows.filter(**{column: chosen[name] for name, column in self.COLUMNS.items() if chosen.get(name)})
        if q := chosen.get("q", "").strip():
            rows = rows.filter(named(q))
        if day := chosen.get("dari"):
            rows = rows.filter(created_at__gte=moment(day))
        if day := chosen.get("sampai"):
            rows = rows.filter(created_at__lt=moment(day, end=True))
        return only_late(rows) if chosen.get("terlambat") else rows
