"""Bringing the office row in from a file: repeatable, told as a diff, never over an admin's own words."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.office.models import Channel, Office, OpeningHours


@transaction.atomic
def load(facts: dict[str, Any], *, logo: str = "") -> list[str]:
    """Write the facts of ``office.toml``; answers one line per change, none when nothing changed.

    ``facts``: ``office`` (field -> value), ``sources`` (field -> text), ``hours`` (rows with
    ``weekdays``), ``channels`` (rows in order). Fields that the office edited are left alone.
    Raises ``ValidationError`` when a value cannot be.
    """
    office = Office.objects.select_for_update().filter(pk=1).first() or Office()
    values = {**facts.get("office", {}), "logo_svg": logo}
    changes = changed_fields(office, values)
    sources = {**facts.get("sources", {}), **{field: office.source_of(field) for field in office.edited}}
    if changes or sources != office.sources or office._state.adding:
        for field in changes:
            setattr(office, field, values[field])
        office.sources = sources
        office.version += not office._state.adding
        office.full_clean(validate_unique=False)
        office.save()
    told = [_("kantor: %(field)s diubah") % {"field": field} for field in changes]
    return told + load_hours(office, facts.get("hours", [])) + load_channels(office, facts.get("channels", []))


def changed_fields(office: Office, values: dict[str, Any]) -> list[str]:
    """Fields whose value in the file differs and that the office did not edit itself."""
    clean = {field: value.strip() if isinstance(value, str) else value for field, value in values.items()}
    values.update(clean)
    return [field for field, value in values.items() if field not in office.edited and getattr(office, field) != value]


def load_hours(office: Office, rows: list[dict[str, Any]]) -> list[str]:
    """The weekly hours; a row of the file may name several weekdays."""
    if "hours" in office.edited:
        return []
    wanted = {
        weekday: {key: value for key, value in row.items() if key != "weekdays"}
        for row in rows
        for weekday in row["weekdays"]
    }
    fields = ("opens_at", "closes_at", "break_from", "break_until")
    present = {
        hours.weekday: {field: getattr(hours, field) for field in fields if getattr(hours, field) is not None}
        for hours in office.hours.all()
    }
    if wanted == present:
        return []
    office.hours.all().delete()
    OpeningHours.objects.bulk_create(OpeningHours(office=office, weekday=day, **row) for day, row in wanted.items())
    return [_("kantor: jam layanan diubah")]


def load_channels(office: Office, rows: list[dict[str, Any]]) -> list[str]:
    """The doors for complaints, in the order of the file."""
    if "channels" in office.edited:
        return []
    wanted = [{"address": "", "source": "", **row} for row in rows]
    present = list(office.channels.values("kind", "label", "address", "source"))
    if wanted == present:
        return []
    office.channels.all().delete()
    Channel.objects.bulk_create(Channel(office=office, order=place, **row) for place, row in enumerate(wanted, 1))
    return [_("kantor: saluran pengaduan diubah")]
