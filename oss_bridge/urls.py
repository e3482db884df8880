"""Paths of this room: doors that OSS knocks at (no trailing slash, as the manual has it), Lembar OSS, desk."""

from django.urls import URLPattern, URLResolver, path

from oss_bridge.api import views as api
from oss_bridge.pages import desk, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/oss/<str:method>", api.receive, name="oss_receive"),
    path("kelola/oss/", desk.overview, name="oss_desk"),
    path("kelola/oss/pesan/<int:pk>/", desk.message, name="oss_desk_message"),
    path("kelola/oss/kiriman/<int:pk>/", desk.item, name="oss_desk_item"),
    path("permohonan/<str:ref>/lembar-oss/", views.sheet, name="oss_sheet"),
    path("permohonan/<str:ref>/nib/", views.enter_nib, name="oss_enter_nib"),
]
