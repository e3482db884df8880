from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "foundation.pulse"
    label = "pulse"

    def ready(self) -> None:
        """Have every worker do the due work that nobody rang for, and old rows forgotten."""
        from foundation.pulse import due, rounds, work  # noqa: PLC0415 - models are ready only now

        rounds.on_round(work.sweep)
        due.every("due.forget_old", work.forget_old, at="02:00")
