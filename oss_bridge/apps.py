from django.apps import AppConfig


class OssBridgeConfig(AppConfig):
    name = "oss_bridge"
    label = "oss_bridge"
