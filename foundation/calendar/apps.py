from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "foundation.calendar"
    label = "calendar"
