"""How the house is switched on, and its front door."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.launch import premises


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """No process works on another office's data."""
        try:
            premises.verify(settings.VAR_DIR, settings.OFFICE)
        except premises.Refused as refusal:
            raise ImproperlyConfigured(str(refusal)) from None
