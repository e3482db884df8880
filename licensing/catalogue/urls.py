"""Paths of this room."""

from django.urls import path, re_path

from licensing.catalogue import api, views

ONE_CODE = r"^kbli/(?P<edition>2020|2025)/(?P<code>\d{5})/"

urlpatterns = [
    path("kbli/", views.find, name="kbli_find"),
    re_path(ONE_CODE + r"$", views.code, name="kbli_code"),
    re_path(ONE_CODE + r"daftar-periksa/$", views.sheet, name="kbli_sheet"),
    path("api/v1/kbli/", api.KbliSearch.as_view(), name="api_kbli"),
]
