"""What is still missing, as plain sets."""


def statements_missing(*, required: set[str], accepted: set[str]) -> list[str]:
    """Keys of statements that must be accepted and are not, in order."""
    return sorted(required - accepted)
