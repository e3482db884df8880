"""Paths of the channels; they stand before the paths that take a number."""

from django.urls import URLPattern, path

from complaints.channels.views import business, entry, lapor, mail

urlpatterns: list[URLPattern] = [
    path("pengaduan/pelaku-usaha/", business.business, name="complaint_business"),
    path("tangani/pengaduan/catat/", entry.enter, name="complaint_enter"),
    path("tangani/pengaduan/catat/tanda-terima/", entry.entered, name="complaint_entered"),
    path("tangani/pengaduan/catat/berkas/", entry.entered_file, name="complaint_entered_file"),
    path("tangani/pengaduan/catat/selesai/", entry.entered_done, name="complaint_entered_done"),
    path("tangani/pengaduan/surel/", mail.waiting, name="complaint_mail"),
    path("tangani/pengaduan/surel/<int:pk>/", mail.settle, name="complaint_mail_settle"),
    path("tangani/pengaduan/lapor/", lapor.lapor, name="complaint_lapor"),
    path("tangani/pengaduan/lapor/ekspor.csv", lapor.export, name="complaint_lapor_export"),
    path("tangani/pengaduan/lapor/kata/<int:pk>/", lapor.word, name="complaint_lapor_word"),
]
