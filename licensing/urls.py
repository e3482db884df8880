"""Paths of this room, by who is reading."""

from django.urls import URLPattern, URLResolver, include, path

from licensing.views.applicant import files, register, wizard

applicant: list[URLPattern | URLResolver] = [
    path("", files.index, name="my_files"),
    path("baru/", files.new, name="new_file"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/", wizard.step, name="file_step"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/draf/", wizard.autosave, name="file_autosave"),
    path("<str:ref>/ajukan-nib/", register.overview, name="file_overview"),
    path("<str:ref>/ajukan-lagi/", files.again, name="file_again"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("permohonan/", include(applicant)),
]
