"""The questionnaire as a form: the same for the phone, the kiosk and paper that an officer types."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.calendar.fields import DayField
from surveys.actions.sheets import Given
from surveys.models import Question, Questionnaire, ServiceAsked
from surveys.terms import TRAIT_LABELS, TRAITS, Unsur

LONGEST, MOST_CARDS = 2000, 8


class SheetForm(forms.Form):
    """Nine questions that must all be answered, the office's own that need not be, and who answers, if told.

    ``services`` asks which service; without it the caller says which one.
    """

    hide_optional = True

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        services: Iterable[ServiceAsked] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        self.questions = list(questionnaire.questions.order_by("position"))
        self.fields["submission"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        if self.services:
            self.fields["service"] = service_field(self.services)
        for question in self.questions:
            self.fields[f"q_{question.slug}"] = question_field(question)
        for name, choices in TRAITS.items():
            self.fields[name] = forms.ChoiceField(
                label=TRAIT_LABELS[name], required=False, choices=[("", _("Tidak saya isi")), *choices.choices]
            )
        self.fields["about"] = forms.ChoiceField(
            label=_("Saran Anda tentang apa?"), required=False, choices=[("", _("Pilih bila perlu")), *Unsur.choices]
        )
        self.fields["suggestion"] = forms.CharField(
            label=_("Saran atau kritik"),
            help_text=_("Boleh dikosongkan. Jangan tulis nama, NIK, atau nomor HP."),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def given(self, service: ServiceAsked | None = None) -> Given:
        """The valid form as what a respondent gave."""
        data = self.cleaned_data
        extra = {q.slug: data[f"q_{q.slug}"] for q in self.questions if not q.unsur and data[f"q_{q.slug}"]}
        return Given(
            service=service or self.services[data["service"]],
            scores={q.unsur: data[f"q_{q.slug}"] for q in self.questions if q.unsur},
            extra=extra,
            traits={name: data[name] for name in TRAITS if data[name]},
            suggestion=data["suggestion"],
            about=data["about"],
        )

    @property
    def asked(self) -> list[Any]:
        """The bound fields of the questions, in order."""
        return [self[f"q_{question.slug}"] for question in self.questions]

    @property
    def about_you(self) -> list[Any]:
        """The bound fields of the respondent block."""
        return [self[name] for name in TRAITS]

    @property
    def words(self) -> list[Any]:
        """The bound fields of the suggestion."""
        return [self["about"], self["suggestion"]]


def question_field(question: Question) -> forms.Field:
    """One question as large radio cards; the text carries its number."""
    return forms.TypedChoiceField(
        label=f"{question.position}. {question.text}",
        choices=[(str(score), text) for score, text in enumerate(question.choices, start=1)],
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=bool(question.unsur),
        error_messages={
            "required": _("Pilih satu jawaban untuk pertanyaan %(number)s.") % {"number": question.position}
        },
    )


def service_field(services: dict[str, ServiceAsked]) -> forms.ChoiceField:
    """Which service this person used: large cards, unless there are too many of them."""
    choices = [(key, service.name) for key, service in services.items()]
    if len(choices) <= MOST_CARDS:
        return forms.ChoiceField(label=_("Layanan apa yang Anda pakai?"), choices=choices, widget=forms.RadioSelect)
    return forms.ChoiceField(label=_("Layanan apa yang Anda pakai?"), choices=[("", _("Pilih layanan")), *choices])


class PaperForm(SheetForm):
    """A paper sheet: besides, on which day it was filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField(
            label=_("Tanggal pengisian"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
