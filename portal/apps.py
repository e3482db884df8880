from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Make our Celery app the one that rings, in every process; put the public doors in the menu."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from foundation.ui import navigation  # noqa: PLC0415
        from portal import celery  # noqa: F401, PLC0415 - it reads the settings, which import this package

        navigation.register(navigation.VISITOR, _("Layanan"), "services", 10)
        navigation.register(navigation.VISITOR, _("Bantuan"), "help", 60)
        navigation.register("admin", _("Data kantor"), "office_edit", 70)
