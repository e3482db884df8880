"""What an address asks for: filter, layout, columns. The same words serve the list, the totals and every export."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from counter.logbook.columns import COLUMNS, DEFAULTS, Chosen, chosen
from counter.logbook.forms.filters import FilterForm
from counter.logbook.models import ColumnLayout, Layout
from counter.logbook.queries.rows import DIMENSIONS, Wanted
from foundation.ui.keyset import AFTER, BEFORE

#: Of the address, what belongs to the question and travels into saved views and exports.
ASKED = (
    "dari", "sampai", *DIMENSIONS, "nama", "cari", "hari", "tanpa_sigap", "semua_versi", "tampilan", "kolom",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of an address. ``query``: its own words, to be put behind "?" again."""

    form: FilterForm
    wanted: Wanted
    layout: str
    columns: list[Chosen]
    query: str

    @property
    def keys(self) -> set[str]:
        """Keys of the columns shown."""
        return {one.column.key for one in self.columns}


def read(params: QueryDict) -> Asked:
    """Read an address. A form that is not valid asks for everything; look at ``form.is_valid()``."""
    form = FilterForm(params)
    wanted = wanted_of(form.cleaned_data) if form.is_valid() else Wanted()
    layout = params.get("tampilan", "")
    layout = layout if layout in Layout.values else Layout.AGENDA
    keys = [key for key in params.getlist("kolom") if key in COLUMNS]
    return Asked(form, wanted, layout, columns_of(layout, keys), question(params))


def of_query(query: str) -> Asked:
    """Read the words of a saved view or an export."""
    return read(QueryDict(query))


def question(params: QueryDict) -> str:
    """The words of the question alone: no cursor, nothing empty."""
    kept = QueryDict(mutable=True)
    for name in ASKED:
        if values := [value for value in params.getlist(name) if value]:
            kept.setlist(name, values)
    return kept.urlencode()


def wanted_of(data: dict[str, Any]) -> Wanted:
    """Cleaned answers of the filter as a question to the rows."""
    values = {column: data[name] for name, column in DIMENSIONS.items() if data.get(name)}
    since, until = data.get("dari"), data.get("sampai")
    return Wanted(
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        values=values,
        name=data.get("nama", ""),
        text=data.get("cari", ""),
        mobile_day=data.get("hari"),
        without_sigap=bool(data.get("tanpa_sigap")),
        with_replaced=bool(data.get("semua_versi")),
    )


def columns_of(layout: str, keys: list[str]) -> list[Chosen]:
    """The columns of a layout as the office arranged it; the keys of the address choose among all of them."""
    arranged = arrangement(layout)
    headings = dict(arranged)
    return chosen([(key, headings.get(key, "")) for key in keys] if keys else arranged)


def arrangement(layout: str) -> list[tuple[str, str]]:
    """Keys and headings of a layout: the office's own, or the usual ones."""
    row = ColumnLayout.objects.filter(layout=layout).first()
    if row and row.columns:
        return [(str(one.get("key", "")), str(one.get("heading", ""))) for one in row.columns]
    return [(key, "") for key in DEFAULTS[layout]]


def without_cursor(params: QueryDict) -> QueryDict:
    """The address of the first page."""
    kept = params.copy()
    kept.pop(AFTER, None)
    kept.pop(BEFORE, None)
    return kept
