"""What licensing brings to the tools of the house when it starts."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Registers file policies, background work and the calendar's listener."""

    name = "licensing"
    label = "licensing"

    def ready(self) -> None:
        """Called once models are loaded, hence the imports here."""
        from foundation.calendar import days  # noqa: PLC0415 - models must be loaded first
        from foundation.files import policy  # noqa: PLC0415
        from foundation.pulse import due  # noqa: PLC0415
        from foundation.pulse.watch import health  # noqa: PLC0415
        from foundation.signing import seal  # noqa: PLC0415
        from licensing import doors_in_menu, policies  # noqa: PLC0415
        from licensing.background import issued, printing_press, seal_watch, tasks  # noqa: PLC0415

        doors_in_menu.register()
        due.register("document.draw", printing_press.draw_document)
        due.every("deadlines.watch", tasks.watch_deadlines, seconds=3600)
        due.every("applicants.watch", tasks.watch_applicants, seconds=3600)
        due.every("duties.watch", tasks.watch_duties, seconds=6 * 3600)
        due.every("documents.check", issued.check_every_night, at="03:10")
        due.every("seal.watch", seal_watch.look, seconds=3600)
        health.warn("seal", seal.trouble)
        days.on_change(tasks.calendar_changed)
        policy.register("evidence", policies.may_open_evidence)
        policy.register("document", policies.may_open_document)
        policy.register("unsigned_document", policies.may_open_unsigned)
        policy.register("unsigned_technical", policies.may_open_unsigned_technical)
        policy.register("technical_letter", policies.may_open_evidence)
