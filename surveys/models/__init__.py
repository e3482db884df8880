"""Rows of the survey. Nothing here points at an application, a person or an officer who served."""

from surveys.models.answers import Offered, OfferTally, Sheet, SpentToken, Suggestion
from surveys.models.devices import Alarm, ImportBatch, Kiosk
from surveys.models.figures import DayTally, FollowUp, PeriodTally, Report, Users
from surveys.models.questionnaires import Period, Question, Questionnaire, ServiceAsked

__all__ = [
    "Alarm",
    "DayTally",
    "FollowUp",
    "ImportBatch",
    "Kiosk",
    "OfferTally",
    "Offered",
    "Period",
    "PeriodTally",
    "Question",
    "Questionnaire",
    "Report",
    "ServiceAsked",
    "Sheet",
    "SpentToken",
    "Suggestion",
    "Users",
]
