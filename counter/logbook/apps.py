"""What the book brings to the tools of the house when it starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation


class LogbookConfig(AppConfig):
    """Registers the doors in the menu and the worker's part of exports and imports."""

    name = "counter.logbook"
    label = "logbook"

    def ready(self) -> None:
        """Called once models are loaded, hence the imports here."""
        from counter.logbook.exports import work as exports  # noqa: PLC0415 - models must be loaded first
        from counter.logbook.imports import work as imports  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415

        readers = (
            Role.CLERK,
            Role.INFORMATION,
            Role.BACK_OFFICE,
            Role.REVIEWER,
            Role.HEAD,
            Role.ADMIN,
            Role.AUDITOR,
        )
        navigation.register(readers, _("Agenda"), "logbook", 45)
        navigation.register(Role.INFORMATION, _("Meja informasi"), "information_desk", 15)
        due.register(exports.KIND, exports.write_piece, lease_seconds=exports.LEASE_SECONDS)
        due.register(imports.KIND, imports.take_in, lease_seconds=imports.LEASE_SECONDS)
        due.every("logbook.exports_expire", exports.expire, seconds=1800)
