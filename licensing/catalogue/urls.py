"""Paths of this room."""

from django.urls import path, re_path

from licensing.catalogue import api, views
from licensing.catalogue.upkeep import views as upkeep

ONE_CODE = r"^kbli/(?P<edition>2020|2025)/(?P<code>\d{5})/"
ADMIN = "kelola/katalog/"

urlpatterns = [
    path("kbli/", views.find, name="kbli_find"),
    re_path(ONE_CODE + r"$", views.code, name="kbli_code"),
    re_path(ONE_CODE + r"daftar-periksa/$", views.sheet, name="kbli_sheet"),
    path("api/v1/kbli/", api.KbliSearch.as_view(), name="api_kbli"),
    path(ADMIN, upkeep.home, name="catalogue_admin"),
    path(ADMIN + "daftar/", upkeep.lists, name="catalogue_lists"),
    path(ADMIN + "daftar/<str:set_code>/", upkeep.one_list, name="catalogue_list"),
    path(ADMIN + "butir/<str:kind>/<int:pk>/", upkeep.line, name="catalogue_line"),
    path(ADMIN + "lingkungan/", upkeep.environment, name="catalogue_environment"),
    path(ADMIN + "lingkungan/baru/", upkeep.environment_rule, name="catalogue_environment_new"),
    path(ADMIN + "lingkungan/<int:pk>/", upkeep.environment_rule, name="catalogue_environment_rule"),
    path(ADMIN + "rute/", upkeep.routes, name="catalogue_routes"),
    path(ADMIN + "rute/baru/", upkeep.route, name="catalogue_route_new"),
    path(ADMIN + "rute/<int:pk>/", upkeep.route, name="catalogue_route"),
    path(ADMIN + "kbli/<str:code>/", upkeep.code, name="catalogue_code"),
    path(ADMIN + "kbli/<int:scope_id>/<str:scale>/", upkeep.settle, name="catalogue_settle"),
]
