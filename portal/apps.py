"""How the house is switched on, and its front door."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.launch import premises
from portal.launch.refusal import Refused


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """No process works on another office's data. Our Celery app rings; the public doors are in the menu."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415
        from django.utils.translation import pgettext_lazy  # noqa: PLC0415

        from foundation.ui import navigation  # noqa: PLC0415
        from portal import celery  # noqa: F401, PLC0415 - it reads the settings, which import this package

        try:
            premises.verify(settings.VAR_DIR, settings.OFFICE)
        except Refused as refusal:
            raise ImproperlyConfigured(str(refusal)) from None
        navigation.register(navigation.VISITOR, pgettext_lazy("menu", "Layanan"), "services", 10)
        navigation.register(navigation.VISITOR, _("Bantuan"), "help", 60)
        navigation.register("admin", _("Data kantor"), "office_edit", 70)
        navigation.register("auditor", _("Jurnal"), "journal", 42)
        navigation.register("admin", _("Jurnal"), "journal", 88)
