"""Paths of figures; they stand before the paths that take a number."""

from django.urls import URLPattern, path

from complaints.reporting import views

urlpatterns: list[URLPattern] = [
    path("pengaduan/angka/", views.figures, name="complaint_figures"),
    path("tangani/pengaduan/statistik/", views.statistics, name="complaint_statistics"),
    path("tangani/pengaduan/laporan/", views.reports, name="complaint_reports"),
    path("tangani/pengaduan/rencana/", views.plan, name="complaint_plan"),
    path("tangani/pengaduan/rencana/baru/", views.plan_new, name="complaint_plan_new"),
    path("tangani/pengaduan/rencana/<int:pk>/", views.plan_edit, name="complaint_plan_edit"),
]
