"""Paths of this room: the doors that OSS knocks at. No trailing slash, as the manual writes them."""

from django.urls import URLPattern, URLResolver, path

from oss_bridge.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/oss/<str:method>", views.receive, name="oss_receive"),
]
