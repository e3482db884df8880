from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "foundation.numbers"
    label = "numbers"
