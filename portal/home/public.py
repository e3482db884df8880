"""The front door: landing page, help, privacy, accessibility, language."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.access import public
from foundation.calendar import days
from foundation.office.models import Office
from foundation.office.office import current
from licensing.catalogue.services import standards

TASKS: tuple[tuple[str, Any, Any, Any], ...] = (
    (
        "new_file",
        _("Ajukan izin usaha"),
        _("Isi data, pilih kegiatan usaha, unggah syarat. Draf tersimpan otomatis."),
        _("Gratis, bisa dilanjutkan kapan saja"),
    ),
    (
        "kbli_find",
        _("Cek syarat sebelum mulai"),
        _("Cari kegiatan usaha, lihat risiko, izin, dan dokumen yang harus disiapkan."),
        _("Tanpa masuk, bisa dicetak"),
    ),
    (
        "services",
        _("Baca standar layanan"),
        _("Syarat, langkah, waktu, biaya, dan janji kantor ini."),
        _("Ada panduan langkah demi langkah"),
    ),
    (
        "complaints",
        _("Sampaikan pengaduan"),
        _("Keluhan layanan, pungutan, atau pelaku usaha."),
        _("Boleh tanpa nama"),
    ),
    (
        "verify",
        _("Periksa keaslian dokumen"),
        _("Pindai kode QR di dokumen atau ketik kodenya."),
        _("Langsung, tanpa masuk"),
    ),
    (
        "help",
        _("Datang ke loket"),
        _("Petugas membantu mengisi dari awal sampai terbit."),
        _("Alamat dan jam layanan"),
    ),
)
COMPLAINT_NUMBER = "ADU"


@public
def landing(request: HttpRequest) -> HttpResponse:
    """The first page: follow a file, the tasks, the services, the hours."""
    today = timezone.localdate()
    facts = {
        "tasks": [(url, *words) for name, *words in tasks_for(request) if (url := address_of(name))],
        "services": [
            {"standard": standard, "promise": standards.promise(standard, today)}
            for standard in standards.published(today).order_by("name")
        ],
        **opening(current()),
    }
    return render(request, "home/landing.html", facts)


def tasks_for(request: HttpRequest) -> list[tuple[str, Any, Any, Any]]:
    """What this reader can do here: who works for the office files nothing of their own from this account."""
    actor = getattr(request, "actor", None)
    return [task for task in TASKS if task[0] != "new_file" or not getattr(actor, "is_staff", False)]


@public
def track(request: HttpRequest) -> HttpResponse:
    """The track box: a complaint's number goes to the complaints room, any other to the licences."""
    number = request.GET.get("nomor", "").strip().upper()[:40]
    name = "complaint_track" if number.startswith(COMPLAINT_NUMBER) else "track"
    target = address_of(name) or reverse("home")
    return redirect(f"{target}?{urlencode({'nomor': number})}" if number else target)


@public
def assistance(request: HttpRequest) -> HttpResponse:
    """Help: where the office is, when it is open, how to ask, and the words explained."""
    return render(request, "home/help.html", opening(current()))


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice (UU 27/2022 art. 21)."""
    return render(request, "home/privacy.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "home/accessibility.html")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and go back to the page."""
    return set_language(request)


def opening(office: Office) -> dict[str, Any]:
    """The week's hours; today's, or the next day on which the counters open (holidays are skipped)."""
    today, off = timezone.localdate(), days.holidays()
    week = list(office.hours.all())
    by_day = {hours.weekday: hours for hours in week}
    coming = (today + timedelta(days=ahead) for ahead in range(15))
    next_open = next((day for day in coming if day.weekday() in by_day and day not in off), None)
    return {
        "week": week,
        "is_open_today": next_open == today,
        "is_holiday": today in off,
        "next_open": next_open,
        "next_hours": by_day[next_open.weekday()] if next_open else None,
    }


def address_of(name: str) -> str:
    """The address of a door, "" when it is not mounted."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
