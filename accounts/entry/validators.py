"""A password that is the office's own name is the first that a stranger tries (reliability.md C32)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.office.office import current

USUAL = ("satupintu", "satu pintu", "dpmptsp", "perizinan")
SHORTEST = 5


class NoOfficeName:
    """Refuses passwords made of little more than the office's or the portal's name."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when nothing unusual is left once those words are taken out."""
        rest = letters(password)
        for word in sorted({letters(word) for word in (*USUAL, *self.words())}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != letters(password) and len(rest) < SHORTEST:
            raise ValidationError(_("Jangan pakai nama kantor atau portal sebagai kata sandi."), code="office_name")

    def words(self) -> list[str]:
        """Names that everybody knows."""
        office = current()
        text = f"{office.name} {office.short_name} {office.portal_name}"
        return [word for word in re.split(r"[^A-Za-z]+", text) if len(word) >= SHORTEST]

    def get_help_text(self) -> str:
        """For the form."""
        return _("Bukan nama kantor atau portal.")


def letters(text: str) -> str:
    """Small letters only: digits and signs around a name hide nothing."""
    return re.sub(r"[^a-z]", "", text.lower())
