from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "counter.logbook"
    label = "logbook"
