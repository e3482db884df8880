"""Who should study it, by object and category: proposed at stage c, never imposed.

About an official or the office itself it goes outside the desk: first to the inspectorate (rules/lanes.py); what the
inspectorate gives back is for the head. About a business it is for the agency that knows its standards, and how
supervision is carried out is the head's to answer for. Everything else an officer answers.
"""

from complaints.rules.lanes import AWAY_FROM_THE_DESK
from complaints.terms import Category, Route, Subject

OF_A_BUSINESS = frozenset({Category.LICENSING, Category.BUSINESS})


def proposed(subject: str, category: str) -> Route:
    """The usual route of this pair; blank object or category is an officer's."""
    if subject in AWAY_FROM_THE_DESK or category == Category.SUPERVISION:
        return Route.HEAD
    if subject == Subject.HOLDER and category in OF_A_BUSINESS:
        return Route.AGENCY
    return Route.OFFICER
