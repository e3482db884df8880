"""Paths of this room: sign-in and all that belongs to an account is django-allauth's, under /akun/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("akun/", include("allauth.urls")),
]
