"""What every page knows about the office."""

from typing import Any

from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """The office row as ``office``."""
    return {}
