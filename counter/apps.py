from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "counter"
    label = "counter"

    def ready(self) -> None:
        """The doors in the menu, the end of the day, and who was on duty when somebody complains."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from accounts.roles import Role  # noqa: PLC0415
        from complaints.queries import duty  # noqa: PLC0415 - models are ready only now
        from counter.actions import day_end  # noqa: PLC0415
        from counter.logbook.queries import helping  # noqa: PLC0415
        from counter.queries import shifts  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.ui import navigation  # noqa: PLC0415

        navigation.register((Role.CLERK, Role.INFORMATION), _("Loket"), "console", 5)
        navigation.register(navigation.VISITOR, _("Antrean"), "queue_now", 45)
        navigation.register(Role.ADMIN, _("Antrean dan perangkat"), "queue_setup", 60)
        due.every("queue.day_end", day_end.run, seconds=600)
        duty.register(shifts.on_duty)
        duty.register(helping.helped_between)
