"""Paths of this room: doors that OSS knocks at (no trailing slash, as the manual has it), Lembar OSS, desk."""

from django.urls import URLPattern, URLResolver, path

from oss_bridge.api import views as api
from oss_bridge.pages import desk, imports, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/oss/<str:method>", api.receive, name="oss_receive"),
    path("kelola/oss/", desk.overview, name="oss_desk"),
    path("kelola/oss/pesan/<int:pk>/", desk.message, name="oss_desk_message"),
    path("kelola/oss/kiriman/<int:pk>/", desk.item, name="oss_desk_item"),
    path("kelola/oss/beda/<int:pk>/", desk.difference, name="oss_desk_difference"),
    path("kelola/oss/kerja/<int:pk>/", desk.work, name="oss_desk_work"),
    path("kelola/oss/perbedaan/", desk.history, name="oss_differences"),
    path("kelola/oss/impor/", imports.start, name="oss_import"),
    path("kelola/oss/impor/<int:pk>/", imports.preview, name="oss_import_preview"),
    path("permohonan/<str:ref>/lembar-oss/", views.sheet, name="oss_sheet"),
    path("permohonan/<str:ref>/nib/", views.enter_nib, name="oss_enter_nib"),
]
