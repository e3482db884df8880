"""A request as our views see it: with the actor that the middleware has set."""

from django.http import HttpRequest

from accounts.actors import Actor


class Request(HttpRequest):
    """For annotations: ``request.actor`` is there on every request (accounts.middleware.actor)."""

    actor: Actor
