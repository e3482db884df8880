"""What every wizard page shares: it reads its section of the draft and writes back plain JSON values."""

from typing import Any

from django import forms

from licensing.drafts.answers import Answers


class PageForm(forms.Form):
    """A page of one section. ``answers`` is the whole draft, so that a page can depend on another.

    ``cleaned_data`` holds JSON values only: texts, ints, bools, lists.
    """

    section = ""
    required_css_class = "required"

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        kwargs.setdefault("initial", {k: v for k, v in answers.get(self.section, {}).items() if v is not None})
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Set choices and labels that depend on the draft."""

    def partial(self) -> dict[str, Any]:
        """What autosave may keep of a page that is not yet valid: every field that is fine by itself."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
