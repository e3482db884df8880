"""The files room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Stored files, and the work that the worker does for them."""

    name = "foundation.files"
    label = "files"

    def ready(self) -> None:
        """Hand the upkeep to the worker."""
        from foundation.files import upkeep  # noqa: PLC0415 - models are ready only now
        from foundation.files.quarantine import views as quarantine  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        due.every("files.verify", upkeep.verify, seconds=300)
        due.every("files.rescan", upkeep.rescan, seconds=300)
        due.every("files.sweep", upkeep.sweep, at="03:10")
        navigation.register("admin", _("Karantina"), "quarantine", 65, count=quarantine.waiting)
        navigation.register("back_office", _("Karantina"), "quarantine", 90)
        navigation.register("head", _("Karantina"), "quarantine", 90, count=quarantine.asked)
