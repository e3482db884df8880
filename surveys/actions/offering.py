"""Finds services that were finished and offers the survey for each, once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.pulse.models import DueTask
from foundation.secrets.index import blind_index
from licensing import notices
from licensing.catalogue.services import standards
from licensing.models import Application
from licensing.terms import Status
from surveys import offers
from surveys.actions.sheets import period_on
from surveys.models import Offered, ServiceAsked

FINISHED = (Status.ISSUED, Status.ISSUED_BY_EXPIRY, Status.REFUSED)
LOOK_BACK = timedelta(days=14)
BATCH = 500
OTHER = "perizinan-lain"


def sweep_due(_task: DueTask) -> None:
    """Handler of the recurring work ``survey.offer``."""
    sweep()


def sweep() -> int:
    """Offer the survey for what was finished in the last two weeks and was not offered yet. Answers how many."""
    if period_on(timezone.localdate()) is None:
        return 0
    done = 0
    for application in fresh():
        with transaction.atomic():
            done += offer_for(application)
    return done


def fresh() -> list[Application]:
    """Finished files without an offer; the marks are compared, so that nothing needs to be joined."""
    rows = Application.objects.filter(status__in=FINISHED, closed_at__gte=timezone.now() - LOOK_BACK)
    marks = {blind_index("survey-offered", f"application:{pk}"): pk for pk in rows.values_list("pk", flat=True)}
    known = set(Offered.objects.filter(mark__in=list(marks)).values_list("mark", flat=True))
    wanted = [pk for mark, pk in marks.items() if mark not in known][:BATCH]
    return list(rows.filter(pk__in=wanted).select_related("applicant", "holder", "kbli"))


def offer_for(application: Application) -> int:
    """One offer: a letter that leads to the file's own page, where the link stands. No message holds a token."""
    _link, is_first = offers.offer(service_of(application), subject=application.subject, day=finished_on(application))
    if not is_first:
        return 0
    path = application.get_absolute_url() if application.applicant_id else "/lacak/"
    context = notices.facts(application, "")
    for person in notices.applicants(application):
        notices.send("survey_offer", person, application, context, f"{application.subject}:survey", link=path)
    return 1


def service_of(application: Application) -> ServiceAsked:
    """The service as the office publishes it; what no standard covers is "other licensing"."""
    day = finished_on(application)
    standard = standards.standard_for(application.kbli, day, risk=application.risk) if application.kbli else None
    return offers.service_of(standard.slug, standard.name) if standard else offers.service_of(OTHER)


def finished_on(application: Application) -> date:
    """The day, without the hour."""
    return timezone.localdate(application.closed_at) if application.closed_at else timezone.localdate()


def link_for(application: Application) -> str:
    """The survey's address for this file while it can be answered; "" otherwise."""
    if application.status not in FINISHED or application.closed_at is None:
        return ""
    day = finished_on(application)
    if timezone.localdate() > day + offers.VALID or period_on(timezone.localdate()) is None:
        return ""
    return offers.link(service_of(application), subject=application.subject, day=day)
