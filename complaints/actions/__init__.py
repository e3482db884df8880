"""What may be done with a complaint, one module per act."""

from complaints.actions.identity import reveal
from complaints.actions.intake import file

__all__ = ["file", "reveal"]
