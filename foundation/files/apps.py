"""The files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files, and the work that the worker does for them."""

    name = "foundation.files"
    label = "files"

    def ready(self) -> None:
        """Hand the upkeep to the worker."""
        from foundation.files import upkeep  # noqa: PLC0415 - models are ready only now
        from foundation.pulse import due  # noqa: PLC0415

        due.every("files.verify", upkeep.verify, seconds=300)
        due.every("files.rescan", upkeep.rescan, seconds=300)
        due.every("files.sweep", upkeep.sweep, at="03:10")
