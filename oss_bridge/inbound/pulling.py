"""Asking for a NIB that a person typed. The request does not wait for OSS: due work does."""

from foundation.pulse import due
from licensing.models import Application
from oss_bridge import mirror


def ask_for(application: Application, nib: str) -> None:
    """Remember the NIB and let the worker fetch its tree."""
    view = mirror.view_of(application)
    view.handed_nib = nib
    view.save(update_fields=["handed_nib"])
    due.add("oss.nib_awaited", application.subject)
