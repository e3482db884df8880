"""Sample data of the style guide: invented, shown only in the demo, never an office's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone

from foundation.ui.widgets import Amount, RadioCards, Rupiah

SCALES = {
    "mikro": ("Usaha mikro", "Modal sampai Rp1 miliar, di luar tanah dan bangunan."),
    "kecil": ("Usaha kecil", "Modal di atas Rp1 miliar sampai Rp5 miliar."),
    "besar": ("Usaha besar", "Modal di atas Rp10 miliar."),
}


class SampleForm(forms.Form):
    """One of each control."""

    business = forms.CharField(
        label="Nama usaha", help_text="Nama yang tertulis di papan nama atau akta.", max_length=100
    )
    nik = forms.CharField(
        label="NIK",
        help_text="16 angka pada KTP-el.",
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "width-20"}),
    )
    scale = forms.ChoiceField(
        label="Skala usaha",
        help_text="Pilih yang sesuai dengan modal usaha Anda.",
        choices=[(value, label) for value, (label, _) in SCALES.items()],
        widget=RadioCards(hints={value: hint for value, (_, hint) in SCALES.items()}),
    )
    capital = forms.CharField(label="Modal usaha", help_text="Contoh: 75.000.000", widget=Rupiah())
    area = forms.CharField(label="Luas tempat usaha", widget=Amount(suffix="m²"), required=False)
    district = forms.ChoiceField(
        label="Kecamatan", choices=[("", "Pilih kecamatan"), ("1", "Pariaman Tengah"), ("2", "Pariaman Utara")]
    )
    address = forms.CharField(label="Alamat tempat usaha", widget=forms.Textarea({"rows": 3}), max_length=300)
    begins = forms.DateField(label="Mulai beroperasi", required=False, widget=forms.DateInput({"type": "date"}))
    times = forms.MultipleChoiceField(
        label="Hari buka",
        choices=[("1", "Senin sampai Jumat"), ("2", "Sabtu"), ("3", "Minggu")],
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = forms.FileField(label="Foto papan nama", help_text="PDF, JPG, atau PNG.", required=False)
    agree = forms.BooleanField(label="Saya menyatakan data di atas benar.", help_text="Dibaca sebelum dicentang.")


class SampleFilter(forms.Form):
    """A filter above a list."""

    q = forms.CharField(label="Nomor atau nama", required=False)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), ("fix", "Perlu diperbaiki")]
    )


def now() -> datetime:
    """A fixed moment would age; the guide shows today."""
    return timezone.now()


def rows() -> list[dict[str, Any]]:
    """A reviewer's list."""
    names = (
        ("PB-2026-000098", "LPK Bina Karya", "Terlambat 1 hari", "bad", True),
        ("PB-2026-000119", "Bengkel Sumber Rejeki", "Sisa 1 hari", "action", False),
        ("PB-2026-000123", "Dapur Uni Yet", "Sisa 4 hari", "good", False),
    )
    keys = ("number", "name", "left", "tone", "urgent")
    return [
        dict(zip(keys, row, strict=True)) | {"sent_at": now() - timedelta(days=n)} for n, row in enumerate(names, 2)
    ]


def moments() -> list[dict[str, Any]]:
    """A file's way so far and what is still to come."""
    return [
        {"title": "Permohonan dikirim", "at": now() - timedelta(days=5), "text": "Nomor PB-2026-000123 diberikan."},
        {
            "title": "Perbaikan diminta",
            "at": now() - timedelta(days=3),
            "state": "alert",
            "text": "Denah belum memuat ukuran.",
        },
        {
            "title": "Diverifikasi dinas teknis",
            "when": "Sedang berjalan",
            "state": "now",
            "text": "Dinas Tenaga Kerja.",
        },
        {"title": "Penerbitan oleh kepala dinas", "state": "todo"},
        {"title": "Sertifikat Standar terbit", "state": "todo", "text": "Anda mendapat pesan WhatsApp."},
    ]


def context() -> dict[str, Any]:
    """Everything that ``templates/ui/style_guide.html`` shows."""
    return {
        "tones": ("neutral", "busy", "action", "good", "bad"),
        "tasks": [
            {"label": "Data pemohon", "url": "#", "state": "done"},
            {"label": "Kegiatan usaha", "url": "#", "state": "partial", "note": "2 dari 5 isian"},
            {"label": "Dokumen persyaratan", "url": "#", "state": "fix", "note": "1 dokumen diminta diperbaiki"},
            {"label": "Lokasi", "url": "#", "state": "todo"},
            {"label": "Periksa dan kirim", "url": "#", "state": "locked"},
        ],
        "steps": [
            {"label": "Pemohon", "url": "#", "state": "done"},
            {"label": "Badan usaha", "url": "#", "state": "fix"},
            {"label": "Kegiatan usaha", "url": "#", "state": "now"},
            {"label": "Lokasi", "url": "", "state": "todo"},
            {"label": "Periksa", "url": "", "state": "todo"},
        ],
        "answers": [
            ("Nama usaha", "LPK Bina Karya", "#"),
            ("NIK penanggung jawab", "1377********0001", "#"),
            ("Modal", "Rp75.000.000", "#"),
            ("NPWP", "", "#"),
        ],
        "moments": moments(),
        "chart_rows": [("Portal", 42), ("WhatsApp", 17), ("Ruang pengaduan", 9), ("Facebook", None)],
        "chart_months": ["Jan", "Feb", "Mar", "Apr"],
        "chart_series": [("Masuk", [12, 18, 9, 21]), ("Selesai", [10, 15, 12, 17])],
        "tabs": [
            {"label": "Menunggu", "url": "#", "count": 12, "current": True},
            {"label": "Perbaikan", "url": "#", "count": 3},
            {"label": "Selesai", "url": "#"},
        ],
        "rows": rows(),
        "page": SimpleNamespace(previous_url="?sebelum=a", next_url="?sesudah=b"),
        "filter": SampleFilter({"q": "bina"}),
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "link": "https://satupintu.example/lacak/PB-2026-000123",
    }
