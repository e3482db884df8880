"""Forms of a service: consent, scans, hand-over, the end."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counter.assisted.models import Scan
from counter.assisted.terms import SignatureHow
from counter.logbook.terms import Result
from foundation.identity.forms import CodeField, PlainTextField
from foundation.ui.widgets import RadioCards
from licensing.models import Document, Requirement, StatementText

PNG = "data:image/png;base64,"
MOST_SIGNATURE = 400_000  # characters of base64


class ReadForm(forms.Form):
    """Each statement was read aloud; ``data`` says over which answers."""

    data = forms.CharField(widget=forms.HiddenInput)  # type: ignore[assignment]

    def __init__(self, *args: Any, texts: Sequence[StatementText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = list(texts)
        for text in self.texts:
            self.fields[text.key] = forms.BooleanField(
                label=gettext("Sudah saya bacakan: %(title)s") % {"title": text.title},
                error_messages={"required": gettext("Bacakan dulu, lalu centang: %(title)s.") % {"title": text.title}},
            )

    def pairs(self) -> list[tuple[StatementText, forms.BoundField]]:
        """Each wording with its tick."""
        return [(text, self[text.key]) for text in self.texts]


class PaperField(forms.Form):
    """The photo of the signed paper."""

    paper = forms.FileField(
        label=_("Foto pernyataan yang ditandatangani"),
        help_text=_("Foto atau pindaian kertas yang ditandatangani pemohon; KTP-el jangan ikut terfoto."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*", "capture": "environment"}),
        required=False,
    )


class CodeForm(forms.Form):
    """The code that the applicant reads out from their own telephone."""

    kode = CodeField(label=_("Kode dari HP pemohon"), length=6)


class TrayForm(forms.Form):
    """For each scan: which requirement, or thrown away."""

    def __init__(self, *args: Any, scans: Sequence[Scan], lines: Sequence[Requirement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scans = list(scans)
        choices = [
            ("", gettext("Belum dipasangkan")),
            *((str(row.number), f"{row.number}. {row.text}") for row in lines),
        ]
        for scan in self.scans:
            self.fields[f"scan_{scan.pk}"] = forms.ChoiceField(
                label=gettext("Untuk persyaratan"),
                required=False,
                choices=[*choices, ("buang", gettext("Buang pindaian"))],
            )

    def pairs(self) -> list[tuple[Scan, forms.BoundField]]:
        """Each scan with its choice."""
        return [(scan, self[f"scan_{scan.pk}"]) for scan in self.scans]

    def chosen(self) -> dict[int, str]:
        """Scan id -> number of the requirement, "buang", or ""."""
        return {scan.pk: self.cleaned_data[f"scan_{scan.pk}"] for scan in self.scans}


class HandOverForm(forms.Form):
    """Which papers, and the signature of whoever takes them."""

    documents = forms.MultipleChoiceField(
        label=_("Dokumen yang diserahkan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu dokumen yang diserahkan.")},
    )
    letter_shown = forms.BooleanField(label=_("Surat kuasa asli diperlihatkan lagi dan masih berlaku"), required=False)
    pad = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-signature": ""}))
    paper = forms.FileField(
        label=_("Foto tanda terima yang ditandatangani"),
        required=False,
        help_text=_("Bila penerima menandatangani di kertas."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*", "capture": "environment"}),
    )

    def __init__(self, *args: Any, documents: Sequence[Document], is_proxy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in documents}
        self.fields["documents"].choices = [(pk, str(row)) for pk, row in self.rows.items()]  # type: ignore[attr-defined]
        if not is_proxy:
            del self.fields["letter_shown"]

    def clean(self) -> dict[str, Any]:
        """One signature, on the screen or on paper."""
        told = super().clean() or {}
        told["signature"], told["how"] = told.get("paper"), SignatureHow.PAPER
        if told["signature"] is None and (drawn := told.get("pad", "")):
            told["signature"], told["how"] = drawing(drawn), SignatureHow.PAD
        if told["signature"] is None:
            self.add_error(None, gettext("Minta tanda tangan penerima, di layar atau di kertas."))
        return told

    def chosen(self) -> list[Document]:
        """The documents that were ticked."""
        return [self.rows[pk] for pk in self.cleaned_data["documents"]]


def drawing(text: str) -> SimpleUploadedFile | None:
    """The picture of a signature drawn on the screen; None when it is none."""
    if not text.startswith(PNG) or len(text) > MOST_SIGNATURE:
        return None
    try:
        data = base64.b64decode(text.removeprefix(PNG), validate=True)
    except binascii.Error:
        return None
    return SimpleUploadedFile("tanda-tangan.png", data, content_type="image/png")


RESULTS = (Result.DONE, Result.CONTINUES, Result.INCOMPLETE, Result.REFERRED, Result.ABANDONED)


class EndForm(forms.Form):
    """How the service ended."""

    result = forms.ChoiceField(
        label=_("Hasil layanan"),
        choices=[(row.value, row.label) for row in RESULTS],
        initial=Result.DONE,
        widget=RadioCards(hints={}),
    )
    remark = PlainTextField(label=_("Catatan"), max_length=500, multiline=True, required=False)
