"""What a complaint is made of: the row, its people, its passage and clocks, its dialogue, its letters out."""

from complaints.models.clocks import Clock, ClockRule, StagePassage
from complaints.models.complaints import Complaint
from complaints.models.dialogue import Message, MessageFile
from complaints.models.mail import MailAside
from complaints.models.outward import Forwarding
from complaints.models.people import Accused, Complainant
from complaints.models.reporting import LaporWord, PlanItem, Report

__all__ = [
    "Accused",
    "Clock",
    "ClockRule",
    "Complainant",
    "Complaint",
    "Forwarding",
    "LaporWord",
    "MailAside",
    "Message",
    "MessageFile",
    "PlanItem",
    "Report",
    "StagePassage",
]
