"""Who helped somebody at a window at a time: the book as a source for complaints (complaints/queries/duty.py)."""

import re
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from counter.logbook.models import Visit, VisitAct

NUMBER = re.compile(r"\d{1,4}")
MOST = 500
LONGEST = timedelta(days=1)  # no row of help runs longer


def helped_between(window: str, start: datetime, end: datetime) -> dict[int, str]:
    """The officers of rows that ran between two moments at this window, and whoever did an act in them.

    A row carries the window as text ("2"); rows without one (a village, a call) count only when none is asked for.
    """
    begun = Q(started_at__range=(start - LONGEST, end))  # what bounds the look at a million rows
    rows = Visit.objects.filter(begun, Q(ended_at__isnull=True) | Q(ended_at__gte=start))
    if wanted := NUMBER.search(window):
        rows = rows.filter(window=str(int(wanted[0])))
    elif window.strip():
        rows = rows.filter(Q(window__iexact=window.strip()) | Q(place__icontains=window.strip()))
    pks = list(rows.order_by("-started_at").values_list("pk", flat=True)[:MOST])
    officers = set(Visit.objects.filter(pk__in=pks).values_list("officer_id", flat=True))
    helpers = VisitAct.objects.filter(visit__in=pks, at__range=(start, end))
    officers |= set(helpers.values_list("user_id", flat=True))
    return {pk: _("mencatat layanan di agenda") for pk in officers if pk}
