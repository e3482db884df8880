"""The mock as a Django application of its own process; never installed in the portal."""

from django.apps import AppConfig


class OssMockConfig(AppConfig):
    name = "oss_bridge.mock"
    label = "oss_mock"
