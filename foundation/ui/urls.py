"""Doors of the front end. Who may open them is said in ``portal/doors.py``."""

from django.urls import path

from foundation.ui import views

urlpatterns = [
    path("luring/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("uji/gaya/", views.style_guide, name="style_guide"),
]
