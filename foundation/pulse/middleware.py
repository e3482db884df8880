"""Watchers are nobody: their requests carry no session, so they are answered with the database down too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

WATCHED = ("/sehat/", "/metrik/")


def anonymous_watchers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Drop the cookies of health and metrics requests before anybody looks a session up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WATCHED):
            request.COOKIES = {}
        return get_response(request)

    return middleware
