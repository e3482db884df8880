"""Paths of the office."""

from django.urls import path

from foundation.office import views

urlpatterns = [
    path("kantor.css", views.colours, name="office_colours"),
    path("kantor/tanda.svg", views.mark, name="office_mark"),
    path("kelola/kantor/", views.edit, name="office_edit"),
]
