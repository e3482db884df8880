"""The book of the furnished house: rows, a service day, a saved view, an export, an old book."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from counter.logbook import book, days, keeping
from counter.logbook.exports import work as exports
from counter.logbook.models import ImportBatch
from counter.logbook.settling import offering
from counter.logbook.terms import Channel
from licensing.models import Application
from tests.people import Town


def book_things(people: Town, file: Application) -> dict[str, Any]:
    """Build them; returns what stands behind the arguments of each door of the book."""
    wulan, now = people.actor("wulan"), timezone.now()
    day = days.open_mobile_day(who=wulan, place="Nagari Naras", day=timezone.localdate())
    row = book.by_hand(who=wulan, channel=Channel.MOBILE, service="NIB", mobile_day=day, person_name="Siti Aminah",
                       file_number=str(file.number), started_at=now - timedelta(hours=1), ended_at=now)  # fmt: skip
    view = keeping.save(wulan, name="Telepon", query="saluran=telepon")
    export = exports.ask(wulan, form="csv", query="", total=1)
    batch = ImportBatch.objects.create(owner_id=people.admin.pk, file_name="lama.xlsx", sha256="0" * 64, state="done")
    offering.offer(row, way=offering.Way.QR, who=wulan)
    return {
        "survey_of_visit": offering.address(row).rstrip("/").rpartition("/")[2],
        **dict.fromkeys(("logbook_row", "logbook_correct", "logbook_end", "logbook_sigap"), row.pk),
        **dict.fromkeys(("mobile_day", "mobile_day_close", "mobile_day_serve"), day.pk),
        **dict.fromkeys(("logbook_export", "logbook_export_file"), export.token),
        "logbook_drop_view": view.pk,
        "logbook_columns": "agenda",
        "logbook_day": timezone.localdate().isoformat(),
        "logbook_import": batch.token,
    }
