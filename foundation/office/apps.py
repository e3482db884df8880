from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "foundation.office"
    label = "office"

    def ready(self) -> None:
        from foundation.office.office import connect  # noqa: PLC0415 - models exist only now

        connect()
