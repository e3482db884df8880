"""Paths of this room: the doors that OSS knocks at (no trailing slash, as the manual has it) and the Lembar OSS."""

from django.urls import URLPattern, URLResolver, path

from oss_bridge.api import views as api
from oss_bridge.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/oss/<str:method>", api.receive, name="oss_receive"),
    path("permohonan/<str:ref>/lembar-oss/", views.sheet, name="oss_sheet"),
    path("permohonan/<str:ref>/nib/", views.enter_nib, name="oss_enter_nib"),
]
