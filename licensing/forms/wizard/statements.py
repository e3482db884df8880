"""Pernyataan: each statement with its whole wording and its own tick (step 7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from licensing.forms.wizard.base import PageForm
from licensing.models import StatementText


class Statements(PageForm):
    """One tick per statement; ``texts`` are the wordings that are asked."""

    section = "pernyataan"

    def __init__(self, *args: Any, texts: list[StatementText], **kwargs: Any) -> None:
        self.texts = texts
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """A required tick for each wording."""
        accepted = set(self.initial.get("accepted") or [])
        for text in self.texts:
            self.fields[text.key] = forms.BooleanField(
                label=_("Saya sudah membaca dan menyetujui: %(title)s") % {"title": text.title},
                initial=text.key in accepted,
                error_messages={"required": _("Baca lalu centang: %(title)s.") % {"title": text.title}},
            )

    def clean(self) -> dict[str, Any]:
        """The keys that were ticked."""
        return {"accepted": [text.key for text in self.texts if self.cleaned_data.get(text.key)]}

    def pairs(self) -> list[tuple[StatementText, forms.BoundField]]:
        """Each wording with its tick, for the template."""
        return [(text, self[text.key]) for text in self.texts]
