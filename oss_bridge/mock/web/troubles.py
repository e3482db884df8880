"""The page of the knobs: troubles that a tester turns on and off by hand; the same knobs as ``/_knobs``."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oss_bridge.contract import methods
from oss_bridge.mock import knobs, models, rewinding
from oss_bridge.mock.web.simulation_doors import ACTS

LAST_MINUTE = 60.0
WORDS = {
    "down": _("mati: 503, tidak ada yang terjadi"),
    "error": _("rusak: 500, kode 500"),
    "bad_gateway": _("gerbang: 502 dengan halaman HTML"),
    "throttle": _("terlalu sering: 429 (isi: detik menunggu)"),
    "unauthorised": _("kunci ditolak: 401"),
    "refuse": _("ditolak: kode 400 (isi: kalimatnya)"),
    "reset": _("sambungan diputus sebelum apa pun terjadi"),
    "latency": _("lambat: menjawab setelah sekian detik"),
    "late_commit": _("menunggu sekian detik, lalu tetap dikerjakan"),
    "timeout": _("dikerjakan, tetapi baru dijawab setelah sekian detik"),
    "lost_answer": _("dikerjakan, jawabannya hilang"),
    "drip": _("dikerjakan, dijawab setetes demi setetes"),
    "broken_json": _("dikerjakan, jawabannya terpotong"),
    "code_as_text": _("kode dijawab sebagai teks"),
    "unknown_status": _("status tak dikenal (isi: kodenya)"),
    "duplicate_push": _("kiriman OSS berulang (isi: berapa kali lagi)"),
    "out_of_order_push": _("kiriman OSS tersusul (sekian detik)"),
    "expiry": _("57 menyusul: izin terbit sendiri tepat sebelum panggilan"),
}


class TroubleForm(forms.Form):
    """One knob: what goes wrong, where, how often."""

    fault = forms.ChoiceField(label=_("Gangguan"), choices=[(name, WORDS[name]) for name in knobs.FAULTS])
    method = forms.ChoiceField(label=_("Pada panggilan"), choices=[])
    next = forms.IntegerField(
        label=_("Berapa kali (kosong: sampai dimatikan)"), min_value=1, max_value=10_000, required=False
    )
    probability = forms.FloatField(label=_("Peluang, 0 sampai 1"), min_value=0, max_value=1, initial=1)
    seed = forms.IntegerField(label=_("Benih acak"), initial=0, min_value=0, max_value=2**31)
    seconds = forms.FloatField(label=_("Detik"), initial=0, min_value=0, max_value=600)
    value = forms.CharField(label=_("Isi"), max_length=255, required=False)
    licence_id = forms.RegexField(
        r"^I-\d{21}$",
        label=_("Hanya untuk izin (kosong: semua)"),
        required=False,
        error_messages={"invalid": _("Tulis ID izin seperti I-202611220000000000001.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["method"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("*", _("semua")), *((name, name) for name in places())]

    def keep(self) -> models.Knob:
        """Turn it on."""
        said = dict(self.cleaned_data)
        return models.Knob.objects.create(left=said.pop("next"), **said)


def places() -> list[str]:
    """Where a trouble can strike: each call of the contract, the simulation's own doors, the pushes to the portal."""
    return [*methods.TO_OSS, *(f"simulasi/{name}" for name in ACTS), *methods.TO_OFFICE]


@require_http_methods(["GET", "POST"])
def troubles(request: HttpRequest) -> HttpResponse:
    """What is turned on; turn on one more, turn off one or all, undo OSS's last minute."""
    if request.method == "POST" and (done := pressed(request)) is not None:
        return done
    form = TroubleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.keep()
        return redirect("troubles")
    shown = [{"knob": knob, "words": WORDS.get(knob.fault, knob.fault)} for knob in models.Knob.objects.all()]
    context = {"form": form, "knobs": shown, "undone": request.GET.get("urung", "")}
    return render(request, "oss_mock/troubles.html", context, status=422 if form.is_bound else 200)


def pressed(request: HttpRequest) -> HttpResponse | None:
    """One of the buttons that need no form."""
    off = request.POST.get("matikan", "")
    if off == "semua":
        models.Knob.objects.all().delete()
    elif off.isdecimal() and len(off) < 16:
        models.Knob.objects.filter(pk=int(off)).delete()
    elif "putar" in request.POST:
        return redirect(f"{request.path}?urung={rewinding.rewind(LAST_MINUTE)}")
    return redirect("troubles") if off else None
