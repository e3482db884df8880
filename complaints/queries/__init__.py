"""What may be asked about complaints. Start at visibility: it is the single gate."""

from complaints.queries.tracking import by_code, evidence, moments, of_submission
from complaints.queries.visibility import visible_to

__all__ = ["by_code", "evidence", "moments", "of_submission", "visible_to"]
