"""Kewajiban: the holder's calendar of duties after issue, on screen and as a calendar file."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from foundation.ui import errors
from licensing.actions import duties
from licensing.life.standing import why_not_act_for
from licensing.queries import file_of
from licensing.views.applicant.wizard import FILERS
from licensing.workflow import Refused

LEAST_DAYS = 28  # that every month has


@roles(*FILERS)
def index(request: Request, ref: str) -> HttpResponse:
    """/permohonan/<ref>/kewajiban/"""
    application = file_of(request.actor, ref)
    found = sorted(application.duties.all(), key=lambda duty: (duty.due_on is None, duty.due_on or date.max, duty.pk))
    context = {"file": application, "duties": found, "has_days": any(duty.due_on for duty in found)}
    return render(request, "licensing/applicant/duties.html", context)


@roles(*FILERS)
@require_POST
def done(request: Request, ref: str, pk: int) -> HttpResponse:
    """The holder says that a duty is done."""
    application = file_of(request.actor, ref)
    if why := why_not_act_for(application, request.actor):
        return errors.refused(request, Refused(why), back_url=application.get_absolute_url())
    duties.finish(application, pk, actor=request.actor)
    return redirect("file_duties", application.ref)


@roles(*FILERS)
def calendar(request: Request, ref: str) -> HttpResponse:
    """/kewajiban.ics: one event a duty that has a day (RFC 5545)."""
    application = file_of(request.actor, ref)
    stamp = timezone.now().strftime("%Y%m%dT%H%M%SZ")
    begun = duties.begun_on(application)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Satu Pintu//Kewajiban//ID"]
    for duty, day in [(duty, duty.due_on) for duty in application.duties.all() if duty.due_on]:
        lines += [
            "BEGIN:VEVENT",
            f"UID:duty-{duty.pk}@{request.get_host()}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            *([recurrence(day, duty.period_months, begun=begun)] if duty.period_months else []),
            *folded(f"SUMMARY:{escaped(duty.text)}"),
            f"DESCRIPTION:{escaped(application.ref)}",
            "END:VEVENT",
        ]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kewajiban-{application.ref}.ics"'
    return response


def recurrence(day: date, months: int, *, begun: date | None = None) -> str:
    """Every so many months; what falls on a day that a month lacks comes on its last one (a bare rule skips it)."""
    meant = duties.day_of_month(day, begun)
    shorter = ",".join(str(number) for number in range(LEAST_DAYS, meant + 1))
    last = f";BYMONTHDAY={shorter};BYSETPOS=-1" if meant > LEAST_DAYS else ""
    return f"RRULE:FREQ=MONTHLY;INTERVAL={months}{last}"


def escaped(text: str) -> str:
    """Text of a property: backslash, comma, semicolon and line breaks escaped."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(plain.split())


def folded(line: str) -> list[str]:
    """Lines of at most 75 octets; those that go on begin with a blank."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 73:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
