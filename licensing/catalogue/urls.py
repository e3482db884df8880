"""Paths of this room."""

from django.urls import path, re_path

from licensing.catalogue import api, editing_views, views

ONE_CODE = r"^kbli/(?P<edition>2020|2025)/(?P<code>\d{5})/"
ADMIN = "kelola/katalog/"

urlpatterns = [
    path("kbli/", views.find, name="kbli_find"),
    re_path(ONE_CODE + r"$", views.code, name="kbli_code"),
    re_path(ONE_CODE + r"daftar-periksa/$", views.sheet, name="kbli_sheet"),
    path("api/v1/kbli/", api.KbliSearch.as_view(), name="api_kbli"),
    path(ADMIN, editing_views.home, name="catalogue_admin"),
    path(ADMIN + "daftar/", editing_views.lists, name="catalogue_lists"),
    path(ADMIN + "daftar/<str:set_code>/", editing_views.one_list, name="catalogue_list"),
    path(ADMIN + "butir/<str:kind>/<int:pk>/", editing_views.line, name="catalogue_line"),
    path(ADMIN + "lingkungan/", editing_views.environment, name="catalogue_environment"),
    path(ADMIN + "lingkungan/baru/", editing_views.environment_rule, name="catalogue_environment_new"),
    path(ADMIN + "lingkungan/<int:pk>/", editing_views.environment_rule, name="catalogue_environment_rule"),
    path(ADMIN + "rute/", editing_views.routes, name="catalogue_routes"),
    path(ADMIN + "rute/baru/", editing_views.route, name="catalogue_route_new"),
    path(ADMIN + "rute/<int:pk>/", editing_views.route, name="catalogue_route"),
    path(ADMIN + "kbli/<str:code>/", editing_views.code, name="catalogue_code"),
    path(ADMIN + "kbli/<int:scope_id>/<str:scale>/", editing_views.settle, name="catalogue_settle"),
]
