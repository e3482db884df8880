"""From us to OSS: one outbox message, the calls that it means."""
