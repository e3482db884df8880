"""Paths of this room."""

from django.urls import path

from complaints.views import desk, public

urlpatterns = [
    path("pengaduan/", public.information, name="complaints"),
    path("pengaduan/baru/", public.new, name="complaint_new"),
    path("pengaduan/tanda-terima/", public.receipt, name="complaint_receipt"),
    path("pengaduan/lacak/", public.track, name="complaint_track"),
    path("tangani/pengaduan/", desk.register, name="complaint_register"),
    path("tangani/pengaduan/<str:number>/", desk.detail, name="complaint_detail"),
    path("tangani/pengaduan/<str:number>/kontak/", desk.contact, name="complaint_contact"),
]
