"""/kelola/antrean/ and /kelola/perangkat/: how the queue is set up, and which machines belong to the office."""

from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.actions import devices, setup
from counter.forms.machines import DeviceChangeForm, DeviceForm
from counter.forms.setup import LineForm, RulesForm, SpecialDayForm, WindowForm
from counter.models import Device, Line, SpecialDay, Window
from counter.queries import waiting
from foundation.office.office import current

admin_only = roles(Role.ADMIN)
COMING = 20


@admin_only
@require_safe
def overview(request: Request) -> HttpResponse:
    """Lines, windows, hours, rules on one page."""
    facts = {
        "lines": Line.objects.all(),
        "windows": Window.objects.prefetch_related("lines"),
        "week": current().hours.all(),
        "special_days": SpecialDay.objects.all()[:COMING],
        "rules": waiting.rules(),
    }
    return render(request, "counter/setup.html", facts)


def kept(request: Request, form: "ModelForm[Any]", title: str, **more: Any) -> HttpResponse:
    """A form about one row: shown, refused with 422, or kept and journalled."""
    if request.method == "POST" and form.is_valid():
        setup.keep(form.save(commit=False), who=request.actor, lines=lines_of(form))
        messages.success(request, _("Pengaturan antrean disimpan."))
        return redirect("queue_setup")
    facts = {"form": form, "title": title, **more}
    return render(request, "counter/setup_form.html", facts, status=422 if form.errors else 200)


def lines_of(form: "ModelForm[Any]") -> list[Line] | None:
    """The lines that were ticked for a window."""
    return list(form.cleaned_data["lines"]) if "lines" in form.cleaned_data else None


@admin_only
@require_http_methods(["GET", "POST"])
def line(request: Request, pk: int | None = None) -> HttpResponse:
    """Add or change a service of the queue."""
    row = get_object_or_404(Line, pk=pk) if pk else None
    return kept(request, LineForm(request.POST or None, instance=row), _("Layanan antrean"))


@admin_only
@require_http_methods(["GET", "POST"])
def window(request: Request, pk: int | None = None) -> HttpResponse:
    """Add or change a window."""
    row = get_object_or_404(Window, pk=pk) if pk else None
    return kept(request, WindowForm(request.POST or None, instance=row), _("Loket"))


@admin_only
@require_http_methods(["GET", "POST"])
def rules(request: Request) -> HttpResponse:
    """The rules of the house."""
    return kept(request, RulesForm(request.POST or None, instance=waiting.rules()), _("Aturan antrean"))


@admin_only
@require_http_methods(["GET", "POST"])
def special_day(request: Request, pk: int | None = None) -> HttpResponse:
    """Hours of one date."""
    row = get_object_or_404(SpecialDay, pk=pk) if pk else None
    return kept(request, SpecialDayForm(request.POST or None, instance=row), _("Hari khusus"), special=row)


@admin_only
@require_POST
def special_day_drop(request: Request, pk: int) -> HttpResponse:
    """The date follows its week again."""
    setup.drop_special_day(get_object_or_404(SpecialDay, pk=pk), who=request.actor)
    messages.success(request, _("Tanggal itu kembali memakai jam biasa."))
    return redirect("queue_setup")


@admin_only
@never_cache
@require_http_methods(["GET", "POST"])
def machines(request: Request) -> HttpResponse:
    """The machines of the office; a new one's key is shown once, on the answer to its registration."""
    form = DeviceForm(request.POST or None)
    new: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        device = form.save(commit=False)
        key = devices.add(device, who=request.actor)
        new = {"new": device, "key": "-".join(key[at : at + 4] for at in range(0, len(key), 4))}
        form = DeviceForm()
    facts = {"form": form, "devices": Device.objects.select_related("made_by"), **new}
    return render(request, "counter/machines.html", facts, status=422 if form.errors else 200)


@admin_only
@require_http_methods(["GET", "POST"])
def machine(request: Request, pk: int) -> HttpResponse:
    """Another name or printer for a machine: a broken printer is switched off here."""
    row = get_object_or_404(Device, pk=pk, revoked_at__isnull=True)
    form = DeviceChangeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        devices.change(form.save(commit=False), who=request.actor)
        messages.success(request, _("Perangkat diubah."))
        return redirect("machines")
    facts = {"form": form, "title": _("Perangkat")}
    return render(request, "counter/setup_form.html", facts, status=422 if form.errors else 200)


@admin_only
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """A machine's key is worth nothing from now on."""
    devices.revoke(get_object_or_404(Device, pk=pk), who=request.actor)
    messages.success(request, _("Kunci perangkat dicabut."))
    return redirect("machines")
