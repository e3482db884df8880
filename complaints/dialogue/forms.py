"""What the complainant may type on the own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.actions.dialogue import LONGEST_MESSAGE
from foundation.identity.forms import PlainTextField

SCORES = [("4", _("Puas")), ("3", _("Cukup puas")), ("2", _("Kurang puas")), ("1", _("Tidak puas"))]


class MessageForm(forms.Form):
    """A message, a completion or a reply: which one it is follows from where the complaint stands."""

    text = PlainTextField(
        label=_("Pesan Anda"),
        max_length=LONGEST_MESSAGE,
        multiline=True,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Tulis pesan Anda.")},
    )


class RatingForm(forms.Form):
    """How it was handled; a score may be left out when closing."""

    score = forms.ChoiceField(
        label=_("Bagaimana penanganan pengaduan Anda?"), choices=SCORES, widget=forms.RadioSelect, required=False
    )
    words = PlainTextField(label=_("Catatan untuk kantor"), max_length=1000, multiline=True, required=False)

    def clean_score(self) -> int | None:
        """1 to 4, None when it was left out."""
        return int(self.cleaned_data["score"]) if self.cleaned_data["score"] else None


class NeededRatingForm(RatingForm):
    """The same after closing: then the score is the point."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["score"].required = True
