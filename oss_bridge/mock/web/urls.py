"""Every door of the mock."""

from django.urls import path, re_path

from oss_bridge.mock.web import contract_doors, openapi, pages, simulation_doors, troubles

urlpatterns = [
    path("v1/kl/rba/inqueryCertificate/<str:licence_id>", contract_doors.manual, {"name": "inqueryCertificate"}),
    path("v1/kl/rba/<str:name>", contract_doors.manual),
    path("file/download/<str:file_id>", contract_doors.file, name="file"),
    path("simulasi/<str:name>", simulation_doors.act),
    path("_knobs", simulation_doors.turn),
    path("_journal", simulation_doors.journal),
    path("_permits", simulation_doors.permits),
    path("_stats", simulation_doors.stats),
    path("hidup/", simulation_doors.alive),
    path("openapi.json", openapi.description),
    path("", pages.home, name="home"),
    path("pelaku-usaha/", pages.applicant, name="applicant"),
    re_path(r"^pelaku-usaha/(?P<licence_id>I-\d{21})/$", pages.permit, name="permit"),
    path("kementerian/", pages.ministry, name="ministry"),
    path("gangguan/", troubles.troubles, name="troubles"),
]
handler404 = "oss_bridge.mock.web.contract_doors.missing"
