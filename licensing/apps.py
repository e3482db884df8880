"""What licensing brings to the tools of the house when it starts."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Registers file policies, background work and the calendar's listener."""

    name = "licensing"
    label = "licensing"
