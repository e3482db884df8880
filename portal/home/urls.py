"""Paths of the front door."""

from django.urls import path

from portal.home import desks, public

urlpatterns = [
    path("", public.landing, name="home"),
    path("beranda/", desks.home, name="desk_home"),
    path("cari-nomor/", public.track, name="track_number"),
    path("bantuan/", public.assistance, name="help"),
    path("privasi/", public.privacy, name="privacy"),
    path("aksesibilitas/", public.accessibility, name="accessibility"),
    path("bahasa/", public.language, name="set_language"),
]
