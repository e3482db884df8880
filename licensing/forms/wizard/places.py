"""Choices of places: all regencies for addresses, the office's own villages for the business place."""

from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from foundation.office.office import current
from licensing.catalogue.places import office_villages, regencies

Choices = list[tuple[str, Any]]
HOUR = 3600


def regency_choices() -> Choices:
    """Regencies grouped by province; the office's own regency stands first."""
    mine = current().region_code
    key = f"places:regencies:{mine}"  # names only: the prompt is in the reader's language
    found: Choices | None = cache.get(key)
    if found is None:
        groups = regencies()
        own = [pair for _province, pairs in groups for pair in pairs if pair[0] == mine]
        found = [*own, *groups]
        cache.set(key, found, HOUR)
    return [("", _("Pilih kabupaten/kota")), *found]


def village_choices() -> Choices:
    """Villages of the area that this office serves, grouped by district."""
    mine = current().region_code
    key = f"places:villages:{mine}"
    found: Choices | None = cache.get(key)
    if found is None:
        found = list(office_villages(mine))
        cache.set(key, found, HOUR)
    return [("", _("Pilih desa/kelurahan")), *found]


def flat(choices: Iterable[tuple[str, Any]]) -> set[str]:
    """Every value of grouped choices."""
    values = set()
    for value, label in choices:
        values |= {v for v, _l in label} if isinstance(label, list) else {value}
    return values
