"""Answers as people read them back: masked numbers, named places, rupiah."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.secrets.masks import mask_nik, mask_npwp
from foundation.ui.formats import rupiah
from licensing.catalogue import queries as catalogue
from licensing.drafts.answers import Answers
from licensing.forms.wizard.pages import Page

MONEY = frozenset({"land", "building", "machinery", "other", "working"})
PLACES = frozenset({"region_code", "company_region_code"})
# Asked of some only: shown when given, never as lacking (what is truly lacking is named among the blockers)
ASKED_OF_SOME = frozenset({"kkpr_number", "environment_number"})
MASKS = {"nik": mask_nik, "npwp": mask_npwp, "company_npwp": mask_npwp}


def rows(page: Page, answers: Answers) -> list[dict[str, Any]]:
    """Label and value of every field of a page; empty ones say so."""
    have = answers.get(page.section, {})
    if page.slug == "kbli":
        return [{"label": _("KBLI"), "value": kbli_words(have)}]
    if page.slug == "lingkup":
        return [{"label": _("Ruang lingkup"), "value": scope_words(have)}]
    return [
        {"label": field.label, "value": words(name, have.get(name), getattr(field, "choices", None))}
        for name, field in page.form.base_fields.items()
        if have.get(name) or name not in ASKED_OF_SOME
    ]


def words(name: str, value: Any, choices: Any) -> str:
    """One answer as text."""
    if value in (None, ""):
        return _("belum diisi")
    if name in MASKS:
        return MASKS[name](str(value))
    if name in MONEY:
        return rupiah(value)
    if name in PLACES:
        return catalogue.place_name(str(value))
    labels = dict(choices or ())
    if isinstance(value, bool):
        return str(labels.get("ya" if value else "tidak", _("Ya") if value else _("Tidak")))
    return str(labels.get(value, value))


def kbli_words(have: dict[str, Any]) -> str:
    """Code and title with the edition."""
    found = catalogue.kbli(have.get("kbli_edition", ""), have.get("kbli_code", ""))
    return f"{found.code} – {found.title} (KBLI {found.edition})" if found else _("belum dipilih")


def scope_words(have: dict[str, Any]) -> str:
    """The scope's name."""
    found = catalogue.kbli(have.get("kbli_edition", ""), have.get("kbli_code", ""))
    scope = catalogue.scope(found, have.get("scope_id")) if found else None
    return scope.name if scope else _("belum dipilih")
