from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "foundation.pulse"
    label = "pulse"
