"""The doors for machines that watch: /sehat/, /sehat/hidup/, /metrik/. Rules in portal/doors.py."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from foundation.pulse.watch import health, metrics

LOOPBACK = frozenset({"127.0.0.1", "::1"})


@never_cache
@require_safe
def sehat(request: HttpRequest) -> HttpResponse:
    """Always JSON: 200 when all is well, 503 naming what is not. Warnings never make it 503."""
    found = health.report()
    return JsonResponse(found, status=503 if found["failing"] else 200)


@never_cache
@require_safe
def hidup(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked (for containers)."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def metrik(request: HttpRequest) -> HttpResponse:
    """Prometheus text for whoever holds METRICS_TOKEN; without a token, for this machine only."""
    if not may_read_metrics(request):
        return HttpResponseForbidden()
    answer = ExportToDjangoView(request)
    return HttpResponse(answer.content + metrics.text(), content_type=answer["Content-Type"])


def may_read_metrics(request: HttpRequest) -> bool:
    """``Authorization: Bearer <METRICS_TOKEN>``; or straight from loopback, not through a proxy."""
    if settings.METRICS_TOKEN:
        expected = f"Bearer {settings.METRICS_TOKEN}"
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-For" not in request.headers
