"""Rows of the queue: how it is set up, who stands in it, who works at it, on which machines."""

from counter.models.devices import Device
from counter.models.setup import Line, QueueRules, SpecialDay, Window
from counter.models.shifts import HandoverNote, Shift
from counter.models.tickets import QueueVersion, Ticket

__all__ = [
    "Device",
    "HandoverNote",
    "Line",
    "QueueRules",
    "QueueVersion",
    "Shift",
    "SpecialDay",
    "Ticket",
    "Window",
]
