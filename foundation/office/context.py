"""What every page knows about the office."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from foundation.office.office import current


def office(request: HttpRequest) -> dict[str, Any]:
    """The office row as ``office``; read only when a page asks for it."""
    return {"office": SimpleLazyObject(current)}
