from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "foundation.pulse"
    label = "pulse"

    def ready(self) -> None:
        """Have every worker do the due work that nobody rang for, old rows forgotten, and troubles shown."""
        from foundation.journal import seals  # noqa: PLC0415 - models are ready only now
        from foundation.pulse import due, rounds, work  # noqa: PLC0415
        from foundation.pulse.watch import broker, health, metrics  # noqa: PLC0415

        rounds.on_round(work.sweep)
        due.every("due.forget_old", work.forget_old, at="02:00")
        due.every("journal.seal", seals.seal_all, seconds=30)
        health.warn("broker", broker.trouble)
        health.warn("work", work.trouble)
        metrics.register()
