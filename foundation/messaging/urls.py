"""Paths of this room."""

from django.urls import path

from foundation.messaging import views

urlpatterns = [
    path("pesan/", views.inbox_list, name="inbox"),
    path("pesan/semua-dibaca/", views.inbox_read_all, name="inbox_read_all"),
    path("pesan/saluran/", views.inbox_ways, name="inbox_ways"),
    path("pesan/<int:pk>/buka/", views.inbox_open, name="inbox_open"),
    path("berhenti/<str:token>/", views.stop_letters, name="stop_letters"),
    path("uji/kotak-keluar/", views.demo_outbox, name="demo_outbox"),
]
