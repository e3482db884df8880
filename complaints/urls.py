"""Paths of this room."""

from django.urls import path

from complaints import views

urlpatterns = [
    path("pengaduan/", views.information, name="complaints"),
    path("pengaduan/baru/", views.new, name="complaint_new"),
    path("pengaduan/tanda-terima/", views.receipt, name="complaint_receipt"),
    path("pengaduan/lacak/", views.track, name="complaint_track"),
    path("tangani/pengaduan/", views.register, name="complaint_register"),
    path("tangani/pengaduan/<str:number>/", views.detail, name="complaint_detail"),
    path("tangani/pengaduan/<str:number>/kontak/", views.contact, name="complaint_contact"),
]
