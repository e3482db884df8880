"""What an address asks of the journal, and the entries that answer it."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import STAFF
from foundation.calendar.fields import DayField
from foundation.identity.forms import PlainTextField
from foundation.journal.models import Entry
from portal.journal.kinds import GROUPS, KINDS
from portal.journal.subjects import of_number

ORDER = ("-at", "-id")
NOBODY = "sistem"
REMEMBER_SECONDS = 60
Choices = list[tuple[Any, Any]]


def kinds() -> Choices:
    """A whole group, or one kind in it."""
    groups = [
        (group.label, [(group.slug, _("Semua: %(group)s") % {"group": group.label}), *group.kinds.items()])
        for group in GROUPS
    ]
    return [("", _("Semua kejadian")), *groups]


def officers() -> Choices:
    """Everybody who works here, by name; those who have left too."""

    def ask() -> list[tuple[str, str]]:
        found = User.objects.filter(role__in=STAFF).order_by("name").values_list("pk", "name")
        return [(str(pk), name) for pk, name in found]

    known: list[tuple[str, str | Promise]] = cache.get_or_set("journal-officers", ask, REMEMBER_SECONDS) or []
    return [("", _("Semua orang")), (NOBODY, _("Sistem atau pihak tanpa akun")), *known]


def day_field(label: Any) -> DayField:
    """A day of the filter."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "width-10"})
    return DayField(label=label, required=False, widget=widget)


class Question(forms.Form):
    """The filter. Its words are those of the address."""

    hide_optional = True
    dari = day_field(_("Dari tanggal"))
    sampai = day_field(_("Sampai tanggal"))
    kejadian = forms.ChoiceField(label=_("Kejadian"), choices=kinds, required=False)
    oleh = forms.ChoiceField(label=_("Oleh"), choices=officers, required=False)
    nomor = PlainTextField(label=_("Nomor permohonan atau agenda"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("dari") and data.get("sampai") and data["dari"] > data["sampai"]:
            self.add_error("sampai", _("Isi tanggal yang sama dengan atau sesudah tanggal awal."))
        return data


def shown() -> QuerySet[Any]:
    """What the page may show at all: kinds with words, and nothing that is about a complaint (see ``kinds``)."""
    return Entry.objects.filter(kind__in=KINDS).exclude(subject__startswith="complaint").defer("data")


def found(actor: Actor, asked: dict[str, Any]) -> QuerySet[Any]:
    """The entries of a filter, in no order yet."""
    rows = shown().filter(between(asked.get("dari"), asked.get("sampai")))
    if chosen := asked.get("kejadian"):
        group = next((group.kinds for group in GROUPS if group.slug == chosen), None)
        rows = rows.filter(kind__in=group) if group is not None else rows.filter(kind=chosen)
    if by := asked.get("oleh"):
        rows = rows.filter(user_id=None if by == NOBODY else int(by))
    if number := asked.get("nomor"):
        rows = rows.filter(subject__in=of_number(actor, number.upper()))
    return rows


def between(since: Any, until: Any) -> Q:
    """From the first day's midnight at the office to the end of the last day."""
    zone, wanted = timezone.get_default_timezone(), Q()
    if since:
        wanted &= Q(at__gte=datetime.combine(since, time.min, tzinfo=zone))
    if until:
        wanted &= Q(at__lt=datetime.combine(until + timedelta(days=1), time.min, tzinfo=zone))
    return wanted
