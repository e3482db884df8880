"""Paths of this room."""

from django.urls import URLPattern, path

from supervision import views

urlpatterns: list[URLPattern] = [
    path("kelola/batas-pengawasan/", views.limit, name="supervision_limit"),
    path("kelola/batas-pengawasan/<int:pk>/batal/", views.limit_back, name="supervision_limit_back"),
    path("pengawasan/", views.desk, name="supervision"),
    path("pengawasan/<int:pk>/", views.detail, name="supervision_task"),
    path("pengawasan/<int:pk>/berita-acara/", views.visit_sheet, name="supervision_sheet"),
    path("pengawasan/<int:pk>/<slug:step>/", views.act, name="supervision_act"),
]
