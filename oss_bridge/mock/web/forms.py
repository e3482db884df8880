"""Forms of the page that plays oss.go.id."""

import io
from typing import Any

import pikepdf
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from licensing.terms import Authority, HolderKind, Investment, LicenceType, Risk, Scale
from oss_bridge.contract import codes, identifiers
from oss_bridge.contract.methods import BAD_PARAMETER
from oss_bridge.contract.simulation import Activity, Address, Capital, HandOver, Holder, Person, WantedPermit
from oss_bridge.mock.oss.books import Refusal

MOST_BYTES = 2 * 1024 * 1024
KINDS = {b"%PDF-": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


class RegistrationForm(forms.Form):
    """What a pelaku usaha types in OSS to get a NIB: holder, activity, and the permit of its risk row."""

    kind = forms.ChoiceField(label=_("Jenis pelaku usaha"), choices=HolderKind.choices)
    name = forms.CharField(label=_("Nama pelaku usaha"), max_length=255)
    entity_kind = forms.ChoiceField(label=_("Bentuk usaha"), choices=[])
    npwp = forms.CharField(label=_("NPWP (bila ada)"), max_length=22, required=False)
    person = forms.CharField(label=_("Nama penanggung jawab"), max_length=100)
    nik = forms.RegexField(r"^\d{16}$", label=_("NIK penanggung jawab"))
    phone = forms.CharField(label=_("Nomor HP/WA"), max_length=20)
    email = forms.EmailField(label=_("E-mail"), max_length=50)
    street = forms.CharField(label=_("Alamat usaha"), max_length=255)
    region = forms.RegexField(r"^[\d.]{4,13}$", label=_("Kode wilayah desa/kelurahan"))
    kbli = forms.RegexField(r"^\d{5}$", label=_("Kode KBLI"))
    edition = forms.ChoiceField(label=_("Edisi KBLI"), choices=[("2025", "2025"), ("2020", "2020")])
    title = forms.CharField(label=_("Judul KBLI"), max_length=255)
    sector = forms.RegexField(r"^\d{3}$", label=_("Kode sektor (Lampiran 20)"))
    scale = forms.ChoiceField(label=_("Skala usaha"), choices=Scale.choices)
    risk = forms.ChoiceField(label=_("Tingkat risiko"), choices=Risk.choices)
    licence = forms.ChoiceField(label=_("Perizinan berusaha"), choices=LicenceType.choices)
    permit_name = forms.CharField(label=_("Nama perizinan"), max_length=255)
    authority = forms.ChoiceField(
        label=_("Kewenangan"), choices=[pair for pair in Authority.choices if pair[0] != Authority.UNKNOWN]
    )
    needs_verification = forms.BooleanField(label=_("Harus diverifikasi"), required=False)
    machinery = forms.IntegerField(label=_("Mesin dan peralatan (rupiah)"), min_value=0)
    working = forms.IntegerField(label=_("Modal kerja (rupiah)"), min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["entity_kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(codes.tables()["2"].items())

    def clean(self) -> dict[str, Any] | None:
        """Refuse what the contract would refuse, before anything is minted."""
        cleaned = super().clean()
        if not self.errors:
            try:
                self.hand_over()
            except ValidationError as wrong:
                raise forms.ValidationError([str(one["msg"]) for one in wrong.errors(include_input=False)])
        return cleaned

    def hand_over(self) -> HandOver:
        """The same message that the portal hands over, without a reference of its own."""
        said = self.cleaned_data
        address = Address(street=said["street"], region=said["region"])
        return HandOver(
            reference="",
            holder=Holder(
                kind=said["kind"],
                name=said["name"],
                entity_kind=said["entity_kind"],
                npwp=said["npwp"],
                address=address,
                phone=said["phone"],
                email=said["email"],
                investment=Investment.PMDN,
                scale=said["scale"],
                responsible=Person(name=said["person"], nik=said["nik"], phone=said["phone"], email=said["email"]),
            ),
            activity=Activity(
                kbli=said["kbli"],
                edition=said["edition"],
                title=said["title"],
                sector=said["sector"],
                address=address,
                capital=Capital(machinery=said["machinery"], working=said["working"]),
                scale=said["scale"],
                risk=said["risk"],
            ),
            permit=WantedPermit(
                licence=said["licence"],
                name=said["permit_name"],
                authority=said["authority"],
                ministry=codes.label("20", said["sector"]),
                needs_verification=said["needs_verification"],
            ),
        )


def example(region: str) -> dict[str, Any]:
    """A filled example at this region, so that a tester need not think of one."""
    return {
        "kind": HolderKind.PERSON,
        "name": "UD Contoh Simulasi",
        "entity_kind": codes.TYPE_PERSON,
        "person": "Contoh Simulasi",
        "nik": "1377015708900003",
        "phone": "081200000000",
        "email": "contoh@satupintu.example",
        "street": "Jl. Contoh No. 1",
        "region": identifiers.dotted(identifiers.region(region)),
        "kbli": "85571",
        "edition": "2025",
        "title": "Pelatihan Kerja Teknik Swasta",
        "sector": "026",
        "scale": Scale.SMALL,
        "risk": Risk.MEDIUM_HIGH,
        "licence": LicenceType.SERTIFIKAT_STANDAR,
        "permit_name": "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "authority": Authority.REGENT,
        "needs_verification": True,
        "machinery": 400_000_000,
        "working": 1_000_000_000,
    }


def example_of(name: str, nik: str) -> HandOver:
    """The example as somebody of this name and number would send it."""
    said = example(settings.EXAMPLE_REGION)  # type: ignore[misc]
    form = RegistrationForm(said | {"name": name or said["name"], "person": name or said["name"], "nik": nik})
    if not form.is_valid():
        raise Refusal(BAD_PARAMETER, "Data Parameter Salah: " + ", ".join(form.errors))
    return form.hand_over()


class RequirementForm(forms.Form):
    """One requirement met by one file: PDF, PNG or JPEG, at most 2 MB, as OSS has it."""

    name = forms.CharField(label=_("Persyaratan"), max_length=255)
    number = forms.CharField(label=_("Nomor dokumen"), max_length=50, required=False)
    file = forms.FileField(label=_("Berkas (PDF, PNG, JPEG; paling besar 2 MB)"))

    def clean_file(self) -> "UploadedFile[Any]":
        """Look at the content, not at the name."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Berkas lebih dari 2 MB. Perkecil dahulu."))
        data = file.read()
        kind = next((kind for head, kind in KINDS.items() if data.startswith(head)), "")
        if not kind or (kind == "pdf" and not _opens(data)):
            raise forms.ValidationError(_("Isi berkas bukan PDF, PNG, atau JPEG yang utuh. Pilih berkas lain."))
        self.cleaned_data["kind"], self.cleaned_data["data"] = kind, data
        return file


def _opens(data: bytes) -> bool:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return len(document.pages) > 0
    except pikepdf.PdfError:
        return False
