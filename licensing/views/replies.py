"""How pages answer when a step is refused or a form is not ready."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import Request


def unready(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page again with what was typed and what to mend: 422."""
    return render(request, template, context, status=422)


def refused(request: Request, template: str, context: dict[str, Any], sentence: object) -> HttpResponse:
    """The page again with the sentence why not: 409."""
    return render(request, template, {**context, "refusal": str(sentence)}, status=409)
