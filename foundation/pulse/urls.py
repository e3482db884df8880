"""Paths of this room."""

from django.urls import URLPattern, URLResolver, path

from foundation.pulse.watch import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat/", views.sehat, name="health"),
    path("sehat/hidup/", views.hidup, name="alive"),
    path("metrik/", views.metrik, name="metrics"),
]
