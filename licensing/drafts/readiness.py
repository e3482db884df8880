"""What the answers of a draft amount to, and what still stands in the way of the NIB.

``picture`` computes scale, risk row, authority and environment class from the answers; ``blockers`` says in
sentences what must be settled first and, where this office cannot help, to whom the person is referred.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Agency
from foundation.office.office import current
from licensing.catalogue import queries as catalogue
from licensing.catalogue.models import Kbli, RequirementItem, RiskRow, Scope
from licensing.drafts.answers import SECTIONS, Answers, applies, capital_of, is_pma, unfilled
from licensing.rules.scale import scale_of
from licensing.terms import Authority, Confidence, EnvironmentClass, HolderKind, Investment, Risk, Scale

PT = "01"
COMPANY_FORMS_OF_PT = frozenset({"01", "26"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the answers so far lead to; None or UNKNOWN where they do not say yet."""

    kbli: Kbli | None
    scope: Scope | None
    scale: Scale | None
    row: RiskRow | None
    authority: Authority
    is_ours: bool
    environment: EnvironmentClass
    agency: Agency | None

    @property
    def is_automatic(self) -> bool:
        """Does the permit come out at OSS without anybody's verdict?"""
        return self.row is not None and self.row.risk in {Risk.LOW, Risk.MEDIUM_LOW}


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: a code, the sentence, the section that mends it, and a referral topic if any."""

    code: str
    sentence: str
    section: str = ""
    referral: str = ""


def picture(answers: Answers, *, on: date) -> Picture:
    """Compute what the answers amount to on a day."""
    activity, place = answers.get("kegiatan", {}), answers.get("lokasi", {})
    kbli = catalogue.kbli(activity.get("kbli_edition", ""), activity.get("kbli_code", ""))
    scope = catalogue.scope(kbli, activity.get("scope_id")) if kbli else None
    scale = scale_of(capital_of(answers), is_pma=is_pma(answers)) if place.get("working") not in (None, "") else None
    row = catalogue.risk_row(scope.pk, scale, on=on) if scope and scale else None
    region = place.get("region_code", "")
    authority = (
        catalogue.authority_of(row, is_pma=is_pma(answers), region_code=region, crosses=place.get("across") or "")
        if row
        else Authority.UNKNOWN
    )
    environment = (
        catalogue.environment_class(kbli, scope=scope, scale=scale, on=on)
        if kbli and scale
        else EnvironmentClass.UNKNOWN
    )
    return Picture(
        kbli=kbli,
        scope=scope,
        scale=scale,
        row=row,
        authority=authority,
        is_ours=authority == Authority.REGENT and in_region(region),
        environment=environment,
        agency=catalogue.agency_for(kbli, scope, on=on) if kbli else None,
    )


def in_region(code: str) -> bool:
    """Does a place lie in the area that this office serves?"""
    mine = current().region_code
    return not mine or code.startswith(mine)


def blockers(answers: Answers, *, on: date) -> list[Blocker]:
    """Everything that must be settled before the NIB can be asked for, in the order of the task list."""
    found = [
        Blocker("unfilled", _("Bagian ini belum lengkap."), section.slug)
        for section in SECTIONS
        if applies(section, answers) and unfilled(section, answers)
    ]
    seen = picture(answers, on=on)
    found += activity_blockers(answers, seen)
    found += place_blockers(answers, seen)
    return found


def activity_blockers(answers: Answers, seen: Picture) -> list[Blocker]:
    """What is wrong with the activity: not offered, not sure, or not for this kind of holder."""
    if seen.kbli is None or seen.scope is None:
        return []
    found = [Blocker("holder", sentence, "kegiatan") for sentence in holder_problems(answers, seen.scope)]
    if sentence := capital_problem(answers, seen.scope):
        found.append(Blocker("investment", sentence, "kegiatan"))
    if seen.scale is None:
        return found
    if seen.row is None and seen.scope.is_partly_read:
        text = _("Ruang lingkup ini belum dibaca lengkap untuk skala %(scale)s. Minta petugas memastikannya.")
        found.append(Blocker("unconfirmed", text % {"scale": seen.scale.label}, "kegiatan", "officer"))
    elif seen.row is None:
        found.append(
            Blocker(
                "not_offered",
                _(
                    "KBLI %(code)s untuk skala %(scale)s tidak ditawarkan OSS. "
                    "Pilih ruang lingkup lain atau tanya petugas."
                )
                % {"code": seen.kbli.code, "scale": seen.scale.label},
                "kegiatan",
            )
        )
    elif not is_sure(seen):
        found.append(
            Blocker(
                "unconfirmed",
                _("Tingkat risiko KBLI %(code)s masih indikatif. Minta petugas memastikannya; draf Anda tersimpan.")
                % {"code": seen.kbli.code},
                "kegiatan",
                "officer",
            )
        )
    return found


def is_sure(seen: Picture) -> bool:
    """May the wizard go by this row? Indicative rows wait for an officer, and so does a verdict that nobody owns."""
    if seen.row is None or seen.row.confidence == Confidence.LOW:
        return False
    return seen.is_automatic or seen.authority != Authority.UNKNOWN


def holder_problems(answers: Answers, scope: Scope) -> list[str]:
    """Requirements that ask for a kind of holder: a PT, or a company. Known as soon as the KBLI is chosen."""
    kind = answers.get("pemohon", {}).get("kind")
    form = answers.get("badan-usaha", {}).get("company_form", "")
    forms = RequirementItem.LegalForm
    found = []
    for item in catalogue.legal_form_lines(scope):
        needs_pt = item.legal_form == forms.PT
        if kind == "company" and (not needs_pt or not form or form in COMPANY_FORMS_OF_PT):
            continue
        if kind:
            found.append(
                _("Kegiatan ini hanya untuk %(form)s: %(text)s Ubah pelaku usaha, atau pilih kegiatan lain.")
                % {"form": forms(item.legal_form).label, "text": item.wording}
            )
    return found


def capital_problem(answers: Answers, scope: Scope) -> str:
    """Why a scope for one kind of capital is not for this holder; "" where it is, or nobody said who applies.

    A person's capital is domestic: only a company invests as PMA.
    """
    kind = answers.get("pemohon", {}).get("kind")
    said = answers.get("badan-usaha", {}).get("investment", "")
    if not scope.investment or not kind or (kind == HolderKind.COMPANY and not said):
        return ""
    if kind != HolderKind.COMPANY:
        if scope.investment == Investment.PMDN:
            return ""
        text = _("“%(scope)s” hanya untuk badan usaha dengan %(capital)s. Pilih ruang lingkup lain.")
    elif said == scope.investment:
        return ""
    else:
        text = _(
            "“%(scope)s” hanya untuk %(capital)s. "
            "Pilih ruang lingkup lain, atau perbaiki status penanaman modal badan usaha Anda."
        )
    return text % {"scope": scope.name, "capital": scope.get_investment_display()}


def fitting(answers: Answers, scopes: Iterable[Scope]) -> list[Scope]:
    """The scopes that this holder may choose."""
    return [scope for scope in scopes if not capital_problem(answers, scope)]


def place_blockers(answers: Answers, seen: Picture) -> list[Blocker]:
    """What is wrong with the place: outside our area, no KKPR, no environmental approval."""
    place = answers.get("lokasi", {})
    found = []
    if place.get("region_code") and not in_region(place["region_code"]):
        text = _("Lokasi usaha di luar wilayah %(region)s. Ajukan pada kantor di wilayah lokasi usaha.")
        found.append(Blocker("region", text % {"region": current().region_name}, "lokasi"))
    if seen.scale is None:
        return found
    if place.get("spatial") == "waiting" or (place.get("spatial") == "self_statement" and not seen.scale.is_umk):
        found.append(
            Blocker(
                "kkpr",
                _(
                    "Menunggu KKPR. Pernyataan mandiri tata ruang hanya untuk usaha mikro dan kecil; "
                    "isi nomor KKPR Anda."
                ),
                "lokasi",
                "pkkpr",
            )
        )
    if seen.environment != EnvironmentClass.SPPL and not place.get("environment_number"):
        topics = {EnvironmentClass.UKL_UPL: "ukl_upl", EnvironmentClass.AMDAL: "amdal"}
        text = _("Kelas persetujuan lingkungan: %(class)s. SPPL tidak berlaku; isi nomor PKPLH atau SKKL.")
        found.append(
            Blocker(
                "environment",
                text % {"class": seen.environment.label},
                "lokasi",
                topics.get(seen.environment, "environment_unknown"),
            )
        )
    return found
