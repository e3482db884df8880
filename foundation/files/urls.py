"""Paths of stored files."""

from django.urls import URLPattern, URLResolver, path, register_converter

from foundation.files import views
from foundation.files.quarantine import views as quarantine


class PublicId:
    """The code of a file in an address."""

    regex = r"[A-Za-z0-9_-]{16,32}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(PublicId, "file_code")

urlpatterns: list[URLPattern | URLResolver] = [
    path("kelola/karantina/", quarantine.show, name="quarantine"),
    path("kelola/karantina/<file_code:public_id>/", quarantine.decide, name="quarantine_decide"),
    path("berkas/oss/<str:signed>", views.for_oss, name="file_for_oss"),
    path("berkas/<file_code:public_id>/", views.viewer, name="file_viewer"),
    path("berkas/<file_code:public_id>/hal/<int:number>.webp", views.page, name="file_page"),
    path("berkas/<file_code:public_id>/suara", views.sound, name="file_sound"),
    path("berkas/<file_code:public_id>/asli", views.original, name="file_original"),
]
