"""Paths of this room."""

from django.urls import path

from foundation.signing import views

urlpatterns = [path("v/ca.crl", views.revoked, name="revoked_certificates")]
