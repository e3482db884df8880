"""Tables of the book."""

from counter.logbook.models.days import DayClose, DayTotal, MobileDay
from counter.logbook.models.desks import ColumnLayout, Export, ImportBatch, Layout, SavedView
from counter.logbook.models.visits import SigapNumber, Visit, VisitAct, VisitWord

__all__ = [
    "ColumnLayout",
    "DayClose",
    "DayTotal",
    "Export",
    "ImportBatch",
    "Layout",
    "MobileDay",
    "SavedView",
    "SigapNumber",
    "Visit",
    "VisitAct",
    "VisitWord",
]
