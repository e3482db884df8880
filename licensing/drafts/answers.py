"""The answers of a draft: which sections a file has and which fields each keeps.

A draft keeps ``Application.answers`` = ``{section: {field: value}}`` as JSON: texts as typed and
normalised, money as whole rupiah (int), dates as ISO text. ``actions.register`` reads them into PelakuUsaha
and Proyek at the first submission. The wizard's forms write exactly these fields.
"""

from dataclasses import dataclass
from typing import Any

from licensing.rules.scale import Capital

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the task list: slug in the URL and the fields that must be filled before it is done."""

    slug: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


PEMOHON = Section(
    "pemohon",
    ("kind", "umk", "name", "nik", "phone", "email", "address", "region_code", "birth_place"),
    ("npwp", "postal_code", "ktp_seen", "contact_optional"),
)
BADAN_USAHA = Section(
    "badan-usaha",
    ("company_form", "company_name", "deed_number", "company_npwp", "position", "company_address",
     "company_region_code", "investment"),
    ("company_postal_code", "company_phone", "company_email"),
)  # fmt: skip
KEGIATAN = Section(
    "kegiatan",
    ("kbli_edition", "kbli_code", "scope_id", "activity_name", "description"),
    ("products", "workers_male", "workers_female", "existing_nib", "scope_is_single"),
)
LOKASI = Section(
    "lokasi",
    ("address", "region_code", "land_status", "machinery", "other", "working", "spatial"),
    ("postal_code", "latitude", "longitude", "land_area", "land", "building", "kkpr_number",
     "environment_number", "environment_approval", "scale_confirmed", "across"),
)  # fmt: skip
PERNYATAAN = Section("pernyataan", (), ("accepted",))

SECTIONS = (PEMOHON, BADAN_USAHA, KEGIATAN, LOKASI, PERNYATAAN)


def applies(section: Section, answers: Answers) -> bool:
    """Is this section asked of this applicant? A person has no company section."""
    return section is not BADAN_USAHA or answers.get("pemohon", {}).get("kind") == "company"


def unfilled(section: Section, answers: Answers) -> list[str]:
    """Required fields of a section that are still empty."""
    have = answers.get(section.slug, {})
    return [name for name in section.required if have.get(name) in (None, "") and not is_excused(name, have)]


def is_excused(name: str, have: dict[str, Any]) -> bool:
    """May this field stay empty? At the counter also people without a telephone or an e-mail address are helped."""
    return bool(have.get("contact_optional")) and name in {"phone", "email"}


def is_pma(answers: Answers) -> bool:
    """Foreign capital, as answered."""
    return answers.get("badan-usaha", {}).get("investment") == "pma"


def capital_of(answers: Answers) -> Capital:
    """The investment figures as answered; empty counts as nil."""
    place = answers.get("lokasi", {})
    return Capital(
        **{name: int(place.get(name) or 0) for name in ("land", "building", "machinery", "other", "working")}
    )
