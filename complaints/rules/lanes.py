"""Which lane a complaint enters. About an official or the office itself: first the inspectorate, outside the unit."""

from complaints.terms import Lane, Subject

AWAY_FROM_THE_DESK = frozenset({Subject.OFFICIAL, Subject.GOVERNMENT})
LATE_AFTER_DAYS = 30  # UU 25/2009 art. 42: within 30 days of the service; later is accepted and labelled


def first_lane(subject: str, *, is_whistle: bool = False) -> Lane:
    """Where it begins."""
    if is_whistle:
        return Lane.WHISTLE
    return Lane.TRIAGE if subject in AWAY_FROM_THE_DESK else Lane.OFFICE
