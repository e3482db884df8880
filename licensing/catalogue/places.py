"""Places as lists to choose from, two levels at a time, in two queries."""

from itertools import groupby

from licensing.catalogue.models import Region

Group = tuple[str, list[tuple[str, str]]]


def regencies() -> list[Group]:
    """Every province with its regencies and cities."""
    return grouped(Region.Level.REGENCY, "")


def office_villages(regency: str) -> list[Group]:
    """Every district of a regency with its villages."""
    return grouped(Region.Level.VILLAGE, regency)


def grouped(level: Region.Level, under: str) -> list[Group]:
    """Regions of a level below a prefix, grouped by their parent's name."""
    rows = Region.objects.filter(level=level, code__startswith=under, effective_to__isnull=True)
    ordered = rows.select_related("parent").order_by("code")
    return [
        (parent.name if parent else "", [(row.code, row.name) for row in members])
        for parent, members in groupby(ordered, key=lambda row: row.parent)
    ]
