from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "foundation.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Look every night for new decrees; give the admin a door."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from foundation.calendar import nightly, published  # noqa: PLC0415 - models are ready only now
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.pulse.watch import health  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        due.every("calendar.propose", nightly.propose, at="02:30")
        health.warn("calendar", published.trouble)
        navigation.register("admin", _("Hari libur"), "holidays", 60)
