"""Which periods there are, and who may ask what."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Role
from surveys.models import Alarm, ImportBatch, Kiosk, Period, Questionnaire, Report, ServiceAsked, Suggestion

MANAGERS = (Role.COMPLAINTS, Role.ADMIN)
READERS = (*MANAGERS, Role.HEAD, Role.AUDITOR)
TYPISTS = (Role.INFORMATION, Role.CLERK, *MANAGERS)
PLANNERS = (*MANAGERS, Role.HEAD)


def periods() -> QuerySet[Period]:
    """Newest first."""
    return Period.objects.select_related("questionnaire").order_by("-starts_on")


def running() -> Period | None:
    """The period of today."""
    today = timezone.localdate()
    return periods().filter(starts_on__lte=today, ends_on__gte=today).first()


def shown_to_public() -> list[Period]:
    """Published periods and the one that runs, newest first."""
    today = timezone.localdate()
    return [p for p in periods()[:40] if p.published_at or p.starts_on <= today <= p.ends_on]


def period(pk: int) -> QuerySet[Period]:
    """One period, for get_object_or_404."""
    return periods().filter(pk=pk)


def services() -> QuerySet[ServiceAsked]:
    """All, by name."""
    return ServiceAsked.objects.order_by("name")


def asked_services() -> QuerySet[ServiceAsked]:
    """Those that a kiosk or a paper form offers."""
    return services().filter(is_asked=True)


def questionnaires() -> QuerySet[Questionnaire]:
    """Versions, newest first."""
    return Questionnaire.objects.prefetch_related("questions").order_by("-version")


def kiosks() -> QuerySet[Kiosk]:
    """Those that are on."""
    return Kiosk.objects.filter(stopped_at=None)


def batches(of: Period) -> QuerySet[ImportBatch]:
    """Recap sheets taken in."""
    return ImportBatch.objects.filter(period=of).select_related("service")


def open_alarms(actor: Actor) -> QuerySet[Alarm]:
    """What waits to be looked at."""
    if actor.role not in READERS:
        return Alarm.objects.none()
    return Alarm.objects.filter(closed_at=None).select_related("service", "period")


def suggestions(actor: Actor) -> QuerySet[Suggestion]:
    """The register of suggestions; only those who answer and the readers of the office."""
    if actor.role not in READERS:
        return Suggestion.objects.none()
    return Suggestion.objects.select_related("service", "period")


def unanswered(actor: Actor) -> int:
    """How many suggestions have no answer yet."""
    return suggestions(actor).filter(answered_on=None).count()


def answered_in_public(of: Period) -> QuerySet[Suggestion]:
    """What the public page shows."""
    return Suggestion.objects.filter(period=of, is_public=True).order_by("unsur", "-day", "-id")


def reports(actor: Actor) -> QuerySet[Report]:
    """Reports that this person may download."""
    if actor.role not in READERS:
        return Report.objects.none()
    return Report.objects.select_related("period", "service", "file")
