"""Forms that write a row by hand, mend one, or give an information card."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counter.logbook import book
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.models import Visit
from counter.logbook.settling import ending
from counter.logbook.terms import Act, Channel, Kind, Result
from foundation.calendar.fields import DayField
from foundation.identity.forms import PhoneField, PlainTextField
from foundation.identity.text import clean_text
from licensing.catalogue.services import standards

ACTS = (
    Act.INFORMED, Act.REGISTERED, Act.IDENTITY, Act.FILLED, Act.KBLI, Act.READ, Act.UPLOADED, Act.SUBMITTED,
    Act.PRINTED, Act.HANDED, Act.OTHER,
)  # fmt: skip
BY_HAND = (Channel.PHONE, Channel.WHATSAPP, Channel.SELF, Channel.ASSISTED, Channel.INFORMATION)
MOST_DOCUMENTS = 20
LONGEST_NIGHT = timedelta(hours=3)  # an end that is further away is a slip of the pen


def day_input() -> forms.DateInput:
    """A day, as the browser chooses it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "width-10"})


def time_input() -> forms.TimeInput:
    """A time of day."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "width-10"})


class EntryForm(forms.Form):
    """One row of the book."""

    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    channel = forms.ChoiceField(label=_("Saluran"), choices=[(c, c.label) for c in BY_HAND])
    person_name = PlainTextField(label=_("Nama orang"), max_length=200, required=False)
    service = PlainTextField(label=_("Layanan"), max_length=150, help_text=_("Misalnya: NIB usaha perorangan."))
    kind = forms.ChoiceField(label=_("Keperluan"), choices=Kind.choices, initial=Kind.LICENCE)
    day = DayField(label=_("Tanggal"), widget=day_input())
    start = forms.TimeField(label=_("Jam mulai"), widget=time_input())
    end = forms.TimeField(label=_("Jam selesai"), widget=time_input())
    file_number = PlainTextField(
        label=_("Nomor permohonan"), max_length=20, required=False, help_text=_("Misalnya PB-2026-000123.")
    )
    acts = forms.MultipleChoiceField(
        label=_("Yang dilakukan"),
        choices=[(act, act.label) for act in ACTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    result = forms.ChoiceField(label=_("Hasil"), choices=Result.choices, initial=Result.DONE)
    documents = PlainTextField(
        label=_("Dokumen diserahkan"),
        help_text=_("Satu dokumen per baris."),
        max_length=500,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    survey_offered = forms.BooleanField(label=_("Survei kepuasan (SKM) sudah ditawarkan"), required=False)
    note = PlainTextField(
        label=_("Catatan"),
        help_text=_("Jangan menulis NIK atau nomor HP."),
        max_length=1000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        start = {"day": now.date(), "start": now.time(), "end": now.time(), "submission": str(uuid.uuid4())}
        kwargs["initial"] = {**start, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Times that can be; the sentences are those of the book."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        last = "end_day" if "end_day" in self.fields else "day"
        if all(data.get(name) for name in ("day", "start", last, "end")):
            data["started_at"], data["ended_at"] = moment(data["day"], data["start"]), moment(data[last], data["end"])
            if last == "day":
                data["ended_at"] = over_midnight(data["started_at"], data["ended_at"])
            try:
                book.check_times(data["started_at"], data["ended_at"], timezone.now())
            except book.Refused as no:
                self.add_error("end", str(no))
        if len(lines_of(data.get("documents", ""))) > MOST_DOCUMENTS:
            self.add_error("documents", _("Paling banyak 20 dokumen. Ringkas isian ini."))
        return data

    def facts(self) -> dict[str, Any]:
        """What ``book.by_hand`` wants."""
        data = self.cleaned_data
        names = ("channel", "person_name", "service", "kind", "file_number", "acts", "result", "survey_offered", "note")
        given = {"started_at": data["started_at"], "ended_at": data["ended_at"], "key": data["submission"]}
        return {name: data[name] for name in names if name in data} | given | {
            "handed_over": lines_of(data["documents"])
        }  # fmt: skip


class MobileForm(EntryForm):
    """A row at a mobile service day: the day and the channel are known."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name in ("day", "channel"):
            del self.fields[name]
        self.fields["kind"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The day is the service day's."""
        self.cleaned_data["day"] = self.on
        return super().clean()


class CorrectionForm(EntryForm):
    """A row anew, with the reason. Only what differs is said. A row left running may have ended on a later day."""

    end_day = DayField(label=_("Tanggal selesai"), widget=day_input())
    reason = PlainTextField(
        label=_("Alasan koreksi"), max_length=500, multiline=True, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("reason", "channel", "person_name", "service", "kind", "day", "start", "end_day", "end")

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        self.visit = visit
        super().__init__(*args, initial=as_typed(visit), **kwargs)
        self.fields["channel"].choices = Channel.choices  # type: ignore[attr-defined]
        del self.fields["acts"]

    def facts(self) -> dict[str, Any]:
        """What ``corrections.correct`` wants: what was changed."""
        data, before = self.cleaned_data, as_typed(self.visit)
        names = ("channel", "person_name", "service", "kind", "file_number", "result", "survey_offered", "note")
        told = {name: data[name] for name in names if data[name] != before[name]}
        for name, parts in (("started_at", ("day", "start")), ("ended_at", ("end_day", "end"))):
            if any(data[part] != before[part] for part in parts):
                told[name] = data[name]
        if data["documents"] != before["documents"]:
            given = lines_of(data["documents"])
            told |= {"documents": ending.joined(given), "document_count": len(given)}
        return told


def as_typed(visit: Visit) -> dict[str, Any]:
    """A row as its form would have it."""
    start, end = (timezone.localtime(at, OFFICE_TIME) for at in (visit.started_at, visit.ended_at or visit.started_at))
    names = ("channel", "person_name", "service", "kind", "file_number", "result", "survey_offered", "note")
    return {name: getattr(visit, name) for name in names} | {
        "day": start.date(),
        "start": start.time().replace(second=0, microsecond=0),
        "end_day": end.date(),
        "end": end.time().replace(second=0, microsecond=0),
        "documents": "\n".join(filter(None, visit.documents.split("; "))),
    }


def moment(day: date, at: time) -> datetime:
    """A time of day at the office."""
    return datetime.combine(day, at, tzinfo=OFFICE_TIME)


def over_midnight(started_at: datetime, ended_at: datetime) -> datetime:
    """The end of help that is written under the day on which it began: 23.50 to 00.05 ended on the next day."""
    following = ended_at + timedelta(days=1)
    return following if ended_at < started_at and following - started_at <= LONGEST_NIGHT else ended_at


def lines_of(text: str) -> list[str]:
    """Lines with something on them."""
    return [line for line in (clean_text(line) for line in text.splitlines()) if line]


class CardForm(forms.Form):
    """The information officer's quick row: which card, how, to whom."""

    HOW = (
        ("qr", _("Kode QR di layar")),
        ("kertas", _("Kertas")),
        ("whatsapp", _("WhatsApp")),
        ("lisan", _("Lisan saja")),
    )

    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    service = forms.ChoiceField(label=_("Tentang layanan"))
    how = forms.ChoiceField(label=_("Kartu diberikan lewat"), choices=HOW, initial="qr", widget=forms.RadioSelect)
    phone = PhoneField(
        label=_("Nomor WhatsApp"), required=False, help_text=_("Hanya untuk membuka WhatsApp; tidak disimpan.")
    )
    person_name = PlainTextField(label=_("Nama orang"), max_length=200, required=False)
    note = PlainTextField(label=_("Pertanyaan"), max_length=300, required=False)
    survey = forms.BooleanField(
        label=_("Tawarkan survei kepuasan"),
        required=False,
        help_text=_("Kode QR-nya tampil sesudah disimpan; lewat WhatsApp tautannya ikut dalam pesan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": str(uuid.uuid4()), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A card by WhatsApp needs a number."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("how") == "whatsapp" and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Isi nomor WhatsApp, atau pilih cara lain."))
        return data


def services() -> list[tuple[str, str | Promise]]:
    """The published services, and a question about something else."""
    rows = standards.published(timezone.localdate()).order_by("name").values_list("slug", "name")
    return [*rows, ("", _("Pertanyaan lain"))]


class EndForm(forms.Form):
    """The end of a row that was left running."""

    result = forms.ChoiceField(label=_("Hasil"), choices=Result.choices, initial=Result.CONTINUES)
    note = PlainTextField(label=_("Catatan"), max_length=500, required=False)


class MobileDayForm(forms.Form):
    """A new service day."""

    place = PlainTextField(label=_("Desa/kelurahan atau tempat"), max_length=120)
    day = DayField(label=_("Tanggal"), widget=day_input())
    team = PlainTextField(label=_("Tim"), max_length=250, required=False, help_text=_("Nama petugas yang ikut."))


class CloseForm(forms.Form):
    """The signature under a day."""

    sure = forms.BooleanField(label=_("Saya petugas penanggung jawab hari ini dan sudah memeriksa baris-barisnya."))
    note = PlainTextField(label=_("Catatan"), max_length=500, required=False)
