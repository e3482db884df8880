"""Rows of assistance: people, the time in which they are helped, consent, papers, guests of layanan mandiri."""

from counter.assisted.models.assistance import Assistance, Proxy
from counter.assisted.models.guests import Guest
from counter.assisted.models.papers import Consent, HandOver, Printing, Scan
from counter.assisted.models.people import Merge, Person

__all__ = ["Assistance", "Consent", "Guest", "HandOver", "Merge", "Person", "Printing", "Proxy", "Scan"]
