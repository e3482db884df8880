from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "foundation.office"
    label = "office"
