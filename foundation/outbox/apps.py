from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Have every worker carry out what nobody rang for, and old payloads forgotten."""
        from foundation.outbox import delivery, retention, watch  # noqa: PLC0415 - models are ready only now
        from foundation.pulse import due, rounds  # noqa: PLC0415

        rounds.on_round(delivery.sweep)
        due.every("outbox.forget_payloads", retention.forget_payloads, at="02:10")
        watch.register()
