"""The order of the wizard's pages, and when each applies."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.drafts.answers import Answers, is_excused
from licensing.forms.wizard import activity, location, people, statements
from licensing.forms.wizard.base import PageForm


def always(answers: Answers) -> bool:
    """Asked of everybody."""
    return True


def has_scopes(answers: Answers) -> bool:
    """Must the applicant choose among several scopes?"""
    return not answers.get("kegiatan", {}).get("scope_is_single")


@dataclass(frozen=True, slots=True)
class Page:
    """One short page: ``/permohonan/<ref>/langkah/<section>/<slug>/``."""

    section: str
    slug: str
    question: str | Promise
    form: type[PageForm]
    applies: Callable[[Answers], bool] = always
    fields: tuple[str, ...] = ()

    def is_done(self, answers: Answers) -> bool:
        """Are all fields that count filled?"""
        have = answers.get(self.section, {})
        return all(have.get(name) not in (None, "") or is_excused(name, have) for name in self.fields)


SECTION_TITLES: dict[str, str | Promise] = {
    "pemohon": _("Pelaku usaha"),
    "badan-usaha": _("Badan usaha"),
    "kegiatan": _("Kegiatan usaha"),
    "lokasi": _("Lokasi dan modal"),
    "pernyataan": _("Pernyataan"),
}

PAGES: tuple[Page, ...] = (
    Page("pemohon", "jenis", _("Siapa yang mengajukan?"), people.Kind, fields=("kind", "umk")),
    Page("pemohon", "diri", _("Siapa nama Anda?"), people.Person, fields=("name", "nik", "birth_place")),
    Page("pemohon", "kontak", _("Ke mana kami memberi kabar?"), people.Contact, fields=("phone", "email")),
    Page("pemohon", "alamat", _("Di mana alamat Anda?"), people.HomeAddress, fields=("address", "region_code")),
    Page("badan-usaha", "akta", _("Apa badan usahanya?"), people.Company, people.is_company,
         ("company_form", "company_name", "deed_number", "position")),
    Page("badan-usaha", "pajak", _("Bagaimana data pajak dan modalnya?"), people.CompanyTax, people.is_company,
         ("company_npwp", "investment")),
    Page("badan-usaha", "kantor", _("Di mana kantornya?"), people.CompanyAddress, people.is_company,
         ("company_address", "company_region_code")),
    Page("kegiatan", "kbli", _("Apa kegiatan usahanya?"), activity.Code, fields=("kbli_edition", "kbli_code")),
    Page("kegiatan", "lingkup", _("Apa ruang lingkupnya?"), activity.ScopeChoice, has_scopes, ("scope_id",)),
    Page("kegiatan", "uraian", _("Ceritakan usahanya"), activity.Description,
         fields=("activity_name", "description")),
    Page("kegiatan", "nib", _("Sudah punya NIB?"), activity.ExistingNib),
    Page("lokasi", "alamat", _("Di mana lokasi usahanya?"), location.BusinessAddress,
         fields=("address", "region_code")),
    Page("lokasi", "tempat", _("Bagaimana status tempatnya?"), location.Land, fields=("land_status",)),
    Page("lokasi", "modal", _("Berapa modal usahanya?"), location.Money, fields=("machinery", "other", "working")),
    Page("lokasi", "ruang", _("Apa dasar tata ruangnya?"), location.Spatial, fields=("spatial",)),
    Page("lokasi", "lingkungan", _("Persetujuan lingkungan apa yang ada?"), location.Environment),
    Page("pernyataan", "setuju", _("Baca dan setujui pernyataan"), statements.Statements, fields=("accepted",)),
)  # fmt: skip


def page_of(section: str, slug: str) -> Page | None:
    """The page at an address."""
    return next((page for page in PAGES if (page.section, page.slug) == (section, slug)), None)


def open_pages(answers: Answers) -> list[Page]:
    """The pages asked of this applicant, in order."""
    return [page for page in PAGES if page.applies(answers)]


def next_page(page: Page, answers: Answers) -> Page | None:
    """The page after this one; None after the last."""
    pages = open_pages(answers)
    index = pages.index(page) if page in pages else -1
    return pages[index + 1] if index + 1 < len(pages) else None
