from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Make our Celery app the one that rings, in every process."""
        from portal import celery  # noqa: F401, PLC0415 - it reads the settings, which import this package
