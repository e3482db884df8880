"""Paths of the complainant's page."""

from django.urls import URLPattern, path

from complaints.dialogue import views

urlpatterns: list[URLPattern] = [
    path("pengaduan/lacak/", views.track, name="complaint_track"),
    path("pengaduan/lacak/pesan/", views.say, name="complaint_say"),
    path("pengaduan/lacak/unggah/", views.upload, name="complaint_upload"),
    path("pengaduan/lacak/tutup/", views.close, name="complaint_close"),
    path("pengaduan/lacak/cabut/", views.withdraw, name="complaint_withdraw"),
    path("pengaduan/lacak/keluar/", views.leave, name="complaint_leave"),
    path("pengaduan/lacak/berkas/<file_code:public_id>/", views.file, name="complaint_file"),
    path("pengaduan/lacak/berkas/<file_code:public_id>/<int:number>.webp", views.file_page, name="complaint_file_page"),
    path("pengaduan/lacak/berkas/<file_code:public_id>/suara", views.file_sound, name="complaint_file_sound"),
    path("pengaduan/saya/<str:number>/buka/", views.open_mine, name="complaint_open_mine"),
]
