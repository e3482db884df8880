"""Filters of the register of applications: what an officer looks for, kept in the address."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from foundation.calendar.fields import DayField
from foundation.identity.forms import PlainTextField
from licensing.models import Application
from licensing.queries.desks import RUNNING, late
from licensing.terms import Status

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
ALL_RUNNING = "berjalan"
STATUSES = [("", _("Semua status")), (ALL_RUNNING, _("Semua yang berjalan")), *Status.choices]
NUMBER = re.compile(r"PB-\d{4}-\d{1,6}", re.IGNORECASE)


class RegisterFilter(forms.Form):
    """GET only. What cannot be read is said beside its field and filters nothing."""

    hide_optional = True
    is_worth_showing = True  # as ``StatusFilter`` says it of itself
    q = PlainTextField(label=_("Nomor, NIB, atau nama usaha"), max_length=60, required=False)
    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, required=False)
    kbli = forms.RegexField(
        label=_("Awal kode KBLI"),
        regex=r"^\d{2,5}$",
        max_length=5,
        required=False,
        error_messages={"invalid": _("Isi dua sampai lima angka.")},
    )
    dinas = forms.ChoiceField(label=_("Dinas teknis"), required=False)
    dari = DayField(label=_("Diterima dari"), required=False, widget=DAY)
    sampai = DayField(label=_("Diterima sampai"), required=False, widget=DAY)
    terlambat = forms.BooleanField(label=_("Hanya yang lewat janji"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = list(Agency.objects.order_by("name").values_list("slug", "name"))
        self.fields["dinas"].choices = [("", _("Semua dinas")), *agencies]  # type: ignore[attr-defined]
        if len(agencies) < 2:
            del self.fields["dinas"]

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("dari"), said.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Pilih tanggal yang sama dengan atau sesudah “Diterima dari”."))
        return said

    @property
    def is_used(self) -> bool:
        """Was anything asked?"""
        return any(self.data.get(name) for name in self.fields)

    @property
    def is_narrow(self) -> bool:
        """Was anything asked beyond text and status? Then the further fields stand open."""
        return any(self.data.get(name) for name in self.fields if name not in {"q", "status"})

    def apply(self, files: QuerySet[Application]) -> QuerySet[Application]:
        """The files that pass."""
        self.is_valid()
        said = self.cleaned_data
        if q := said.get("q"):
            files = files.filter(named(q))
        if status := said.get("status"):
            files = files.filter(status__in=RUNNING if status == ALL_RUNNING else [status])
        if said.get("kbli"):
            files = files.filter(kbli__code__startswith=said["kbli"])
        if said.get("dinas"):
            files = files.filter(agency__slug=said["dinas"])
        files = received(files, said.get("dari"), said.get("sampai"))
        return late(files, timezone.localdate()) if said.get("terlambat") else files


def named(q: str) -> Q:
    """By number (whole, begun, or its last digits), by NIB, by part of the name.

    Never by NIK: it would stand in the address; the counter looks people up.
    """
    if NUMBER.fullmatch(q):
        return Q(number__startswith=q.upper())
    if q.isdecimal() and len(q) == 13:
        return Q(nib__number=q)
    found = Q(holder__name__icontains=q)
    if q.isdecimal() and len(q) <= 6:
        found |= Q(number__endswith=f"-{q.zfill(6)}")
    return found


def received(files: QuerySet[Application], first: date | None, last: date | None) -> QuerySet[Application]:
    """Files received on these days (WIB): when the requirements came, else the data for the NIB."""
    arrived = Coalesce("submitted_at", "registered_at", "created_at")
    if first:
        files = files.filter(GreaterThanOrEqual(arrived, midnight(first)))
    return files.filter(LessThan(arrived, midnight(last + timedelta(days=1)))) if last else files


def midnight(day: date) -> datetime:
    """When a day begins at the office."""
    return timezone.make_aware(datetime.combine(day, time.min))
