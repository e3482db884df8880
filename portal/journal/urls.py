"""Path of the journal's page."""

from django.urls import path

from portal.journal import views

urlpatterns = [path("kelola/jurnal/", views.journal, name="journal")]
