"""The form of each step of the desk; what a step needs stands in rules/steps.py."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.roles import Role
from complaints.models import Complaint
from complaints.rules import matrix, routing
from complaints.rules.steps import Step
from complaints.terms import ArchiveReason, Category, Kind, Lane, Outcome, Priority, Route, Subject, Weight

LONGEST = 10_000
HANDLERS = (Role.COMPLAINTS, Role.BACK_OFFICE, Role.CLERK, Role.INFORMATION, Role.SUPERVISOR, Role.REVIEWER)


def words(label: Any, *, hint: Any = "", required: bool = True, rows: int = 4) -> forms.CharField:
    """A text area."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=LONGEST, widget=area)


class StepForm(forms.Form):
    """A step that needs nothing but the button."""

    note = words(_("Catatan internal"), hint=_("Tidak dibaca pengadu."), required=False, rows=2)

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complaint = complaint


class ReasonForm(StepForm):
    """A step that needs a reason, kept at the desk."""

    note = words(_("Alasan atau catatan"), hint=_("Tidak dibaca pengadu."))


class AskForm(StepForm):
    """What the complainant should add."""

    text = words(_("Apa yang perlu dilengkapi?"), hint=_("Dibaca pengadu. Batas waktu kantor berhenti sementara."))


class SupplyForm(StepForm):
    """What the complainant brought to the counter or told on the phone."""

    text = words(_("Kelengkapan yang disampaikan pengadu"), hint=_("Tulis kata-kata pengadu apa adanya."))


class ExtendForm(StepForm):
    """Why the limit is lengthened."""

    note = words(_("Alasan untuk tata usaha"), rows=2)
    text = words(_("Alasan yang dibaca pengadu"))


class ClassifyForm(StepForm):
    """Stage c. The matrix of object and category guides; it refuses nothing."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    category = forms.ChoiceField(
        label=_("Kategori"), choices=[("", _("Tidak berkategori")), *Category.choices], required=False
    )
    subject = forms.ChoiceField(label=_("Objek"), choices=[("", _("Tidak ada")), *Subject.choices], required=False)
    weight = forms.ChoiceField(label=_("Bobot (menentukan batas waktu jawaban)"), choices=Weight.choices)
    priority = forms.ChoiceField(label=_("Prioritas"), choices=Priority.choices)
    route = forms.ChoiceField(label=_("Siapa yang menelaah?"), choices=Route.choices, widget=forms.RadioSelect)
    handler = forms.ModelChoiceField(
        label=_("Petugas"), help_text=_("Bila ditelaah petugas."), queryset=User.objects.none(), required=False
    )
    agency = forms.ModelChoiceField(
        label=_("Dinas teknis"),
        help_text=_("Bila ditelaah dinas teknis."),
        queryset=Agency.objects.none(),
        required=False,
    )

    field_order = ("kind", "category", "subject", "weight", "priority", "route", "handler", "agency", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.complaint
        accused = held.accused.filter(user__isnull=False).values("user_id")
        people = User.objects.filter(role__in=HANDLERS, is_active=True).exclude(pk__in=accused)
        units = Agency.objects.exclude(pk__in=held.accused.filter(agency__isnull=False).values("agency_id"))
        for name, rows in (("handler", people.order_by("name")), ("agency", units)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = rows
        if held.lane != Lane.OFFICE:
            for name in ("route", "handler", "agency"):
                del self.fields[name]
        for name in ("kind", "category", "subject", "weight", "priority", "route"):
            if name in self.fields:
                self.fields[name].initial = getattr(held, name)
        self.fields["weight"].initial = held.weight or Weight.PLAIN
        if "route" in self.fields and not held.route:
            self.propose()

    def propose(self) -> None:
        """Nobody has it yet: what object and category, as they were told, usually lead to."""
        route = routing.proposed(self.complaint.subject, self.complaint.category)
        self.fields["route"].initial = route
        self.fields["route"].help_text = _("Usulan menurut kategori dan objek: %(route)s. Anda boleh memilih lain.") % {
            "route": route.label
        }
        if file := self.complaint.application:
            self.fields["agency"].initial = file.agency_id

    def advice(self) -> str:
        """What the legal matrix says of the pair as it stands; "" when it fits."""
        pair = self.cleaned_data if self.is_bound and self.is_valid() else self.initial_pair()
        if matrix.fits(pair.get("subject", ""), pair.get("category", "")):
            return ""
        allowed = [str(Category(name).label) for name in matrix.allowed(pair["subject"])]
        return str(_("Menurut Peraturan BKPM 5/2021 Pasal 18(3), objek ini berpasangan dengan: ")) + "; ".join(allowed)

    def initial_pair(self) -> dict[str, str]:
        """Object and category as they are now."""
        return {"subject": self.complaint.subject, "category": self.complaint.category}


class RerouteForm(ClassifyForm):
    """Stage d: to somebody else."""

    note = words(_("Alasan perubahan"), hint=_("Tidak dibaca pengadu."), rows=2)


class AnswerForm(StepForm):
    """The answer."""

    outcome = forms.ChoiceField(label=_("Hasil telaahan"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = words(
        _("Jawaban untuk pengadu"),
        hint=_("Hak pengadu untuk membalas, ke Inspektorat dan ke Ombudsman ditambahkan dengan sendirinya."),
        rows=8,
    )
    field_order = ("outcome", "text", "note")


class ReportForm(StepForm):
    """The report of the result, and what will follow."""

    text = words(_("Laporan hasil untuk pengadu"), rows=5)
    follow_up = words(_("Rencana tindak lanjut"), hint=_("Dibaca kepala dinas dan masuk laporan berkala."), rows=3)
    field_order = ("text", "follow_up", "note")


class EvaluateForm(StepForm):
    """What monitoring found."""

    note = words(_("Hasil pemantauan dan evaluasi"))
    follow_up = words(_("Tindak lanjut yang sudah dilakukan"), required=False, rows=3)


class ArchiveForm(ReasonForm):
    """Why it is put away."""

    reason = forms.ChoiceField(label=_("Alasan arsip"), choices=ArchiveReason.choices, widget=forms.RadioSelect)
    field_order = ("reason", "note")


class MergeForm(StepForm):
    """With which one it is the same."""

    other = forms.CharField(
        label=_("Nomor pengaduan yang diteruskan"), max_length=20, help_text=_("Misalnya ADU-2026-000012.")
    )
    field_order = ("other", "note")


class ForwardForm(StepForm):
    """To whom it belongs."""

    institution = forms.CharField(label=_("Instansi tujuan"), max_length=200)
    address = forms.CharField(label=_("Alamat atau saluran instansi"), max_length=300, required=False)
    note = words(_("Alasan penerusan"), hint=_("Tertulis dalam surat pengantar."))
    with_identity = forms.BooleanField(
        label=_("Sertakan identitas pengadu"),
        help_text=_("Hanya bila pengadu tidak meminta identitasnya dirahasiakan."),
        required=False,
    )
    field_order = ("institution", "address", "note", "with_identity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.complaint.is_anonymous:
            del self.fields["with_identity"]


FORMS: dict[Step, type[StepForm]] = {
    Step.CHECK: StepForm,
    Step.FIND_COMPLETE: StepForm,
    Step.ASK: AskForm,
    Step.SUPPLY: SupplyForm,
    Step.CLASSIFY: ClassifyForm,
    Step.REROUTE: RerouteForm,
    Step.EXTEND: ExtendForm,
    Step.ANSWER: AnswerForm,
    Step.ADMINISTER: ReasonForm,
    Step.REPORT: ReportForm,
    Step.EVALUATE: EvaluateForm,
    Step.ARCHIVE: ArchiveForm,
    Step.RESTORE: ReasonForm,
    Step.MERGE: MergeForm,
    Step.FORWARD: ForwardForm,
    Step.HAND_OVER: ReasonForm,
    Step.RELEASE: ReasonForm,
    Step.KEEP: ReasonForm,
}


class MessageForm(forms.Form):
    """A message to the complainant, or a note for colleagues."""

    text = words(_("Tulis"), rows=4)
    is_internal = forms.BooleanField(label=_("Catatan internal (tidak dibaca pengadu)"), required=False)


class LinkForm(forms.Form):
    """The application or business that it is about."""

    application = forms.CharField(label=_("Nomor permohonan"), max_length=20, required=False)
    nib = forms.CharField(label=_("NIB pelaku usaha"), max_length=13, required=False)


class PublishForm(forms.Form):
    """The words for the public page; personal numbers are hidden whatever is typed."""

    text = words(_("Isi untuk umum"), rows=8)
    answer = words(_("Jawaban untuk umum"), rows=8)
