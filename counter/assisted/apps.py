from django.apps import AppConfig


class AssistedConfig(AppConfig):
    name = "counter.assisted"
    label = "assisted"
