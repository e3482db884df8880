"""Nouns of the trade: fields, constraints and one-line properties. What happens to them is in actions/."""

from licensing.models.applicants import Nib, PelakuUsaha, Tie
from licensing.models.applications import Application, Pause, StatementAcceptance
from licensing.models.certificates import Document, Duty
from licensing.models.decisions import FieldVisit, Opinion, RefusalGround, StatementText
from licensing.models.projects import Proyek
from licensing.models.requirements import Assessment, Evidence, Requirement

__all__ = [
    "Application",
    "Assessment",
    "Document",
    "Duty",
    "Evidence",
    "FieldVisit",
    "Nib",
    "Opinion",
    "Pause",
    "PelakuUsaha",
    "Proyek",
    "RefusalGround",
    "Requirement",
    "StatementAcceptance",
    "StatementText",
    "Tie",
]
