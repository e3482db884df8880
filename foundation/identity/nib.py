"""NIB: the business identification number, 13 digits. Text, never a number: zeros in front count."""

from django.utils.translation import gettext_lazy as _

from foundation.identity.digits import exactly

LENGTH = 13


def normalise(text: str) -> str:
    """13 digits. Raises IdentityError."""
    return exactly(text, LENGTH, what="NIB", where=str(_("dokumen NIB Anda")))
