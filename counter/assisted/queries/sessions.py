"""Who helps whom now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.roles import Role
from counter.assisted.models import Assistance, Guest, Person, Scan
from counter.logbook.models import Visit
from counter.models import Device
from counter.terms import DeviceKind
from licensing.models import Application


@dataclass(frozen=True, slots=True)
class Seat:
    """A computer of layanan mandiri; ``since``: somebody sits there, None when it is free."""

    name: str
    since: datetime | None


def current(actor: Actor) -> Assistance | None:
    """The person whom this clerk helps now."""
    if actor.role != Role.CLERK or actor.user_id is None:
        return None
    found = Assistance.objects.select_related("person__account", "proxy").filter(clerk_id=actor.user_id, ended_at=None)
    return found.first()


def visit_of(assistance: Assistance) -> Visit | None:
    """The row of the agenda that tells of it."""
    return Visit.objects.filter(pk=assistance.visit_id).first() if assistance.visit_id else None


def has_moved_on(assistance: Assistance) -> bool:
    """Was the row of the agenda closed, or taken over by another officer, meanwhile?"""
    visit = visit_of(assistance)
    return visit is not None and (not visit.is_running or visit.officer_id != assistance.clerk_id)


def assistances_of(person: Person) -> QuerySet[Assistance]:
    """All times that somebody was helped, newest first."""
    return Assistance.objects.filter(person=person).select_related("clerk").order_by("-started_at")


def tray_of(application: Application) -> list[Scan]:
    """Scans that wait to be assigned."""
    found = Scan.objects.filter(application=application, settled_at=None).select_related("file")
    return list(found.order_by("pk"))


def calls_for_help() -> list[Guest]:
    """Guests of layanan mandiri who ask for an officer, first ones first. The console shows them."""
    found = Guest.objects.filter(ended_at=None, helped_at=None).exclude(help_asked_at=None)
    return list(found.order_by("help_asked_at"))


def seats() -> list[Seat]:
    """The computers of layanan mandiri, by name, free or not: where to send somebody who wants to do it alone."""
    taken = dict(Guest.objects.filter(ended_at=None).values_list("device_id", "started_at"))
    rows = Device.objects.filter(kind=DeviceKind.SELF_SERVICE, revoked_at=None).order_by("name", "pk")
    return [Seat(name, taken.get(pk)) for pk, name in rows.values_list("pk", "name")]


def facts(assistance: Assistance) -> dict[str, Any]:
    """What the console shows of a service in progress."""
    return {"assistance": assistance, "person": assistance.person}
