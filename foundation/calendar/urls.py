"""Paths of this room."""

from django.urls import URLPattern, URLResolver, path

from foundation.calendar import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("kelola/hari-libur/", views.holidays, name="holidays"),
    path("kelola/hari-libur/baru/", views.holiday, name="holiday_new"),
    path("kelola/hari-libur/<int:pk>/", views.holiday, name="holiday"),
    path("kelola/hari-libur/<int:pk>/batalkan/", views.cancel, name="holiday_cancel"),
    path("kelola/hari-libur/usulan/<int:pk>/", views.answer, name="holiday_answer"),
]
