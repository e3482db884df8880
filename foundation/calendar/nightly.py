"""Every night: does the published calendar say something new?"""

from django.utils import timezone

from foundation.calendar import acts
from foundation.pulse.models import DueTask

YEARS_AHEAD = 2


def propose(_task: DueTask) -> None:
    """Recurring: propose what is new for this year and the next two."""
    year = timezone.localdate().year
    acts.propose(range(year, year + YEARS_AHEAD + 1))
