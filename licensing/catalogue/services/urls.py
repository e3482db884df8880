"""Paths of the public pages of the service standards."""

from django.urls import path, re_path

from licensing.catalogue.services import views

urlpatterns = [
    path("layanan/", views.services, name="services"),
    path("layanan/<slug:slug>/", views.service, name="service"),
    re_path(
        r"^layanan/(?P<slug>[-\w]+)/panduan/(?P<procedure>mandiri|berbantuan)/$", views.guide, name="service_guide"
    ),
    path("layanan/<slug:slug>/maklumat/", views.pledge, name="service_pledge"),
    path("layanan/<slug:slug>/poster.pdf", views.poster, name="service_poster"),
]
