"""Ajukan NIB: the first submission. Answers become a business and a project, the rules are frozen, OSS is asked."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Role
from foundation import numbers
from foundation.secrets.index import blind_index
from licensing import workflow
from licensing.actions import attach
from licensing.catalogue.models import RiskRow
from licensing.drafts import consent
from licensing.drafts.answers import Answers, capital_of, is_pma
from licensing.drafts.freezing import freeze, licence_of
from licensing.drafts.readiness import Picture, blockers, picture
from licensing.life.steps import Step
from licensing.models import Application, PelakuUsaha, Proyek, Requirement, StatementAcceptance
from licensing.queries.files import statement_texts
from licensing.rules.numbering import application_number
from licensing.terms import HolderKind, Investment

Level = PelakuUsaha.IdentityLevel


@transaction.atomic
def register(application: Application, *, actor: Actor) -> Application:
    """Take the draft to NIB_REQUESTED.

    Raises:
        Refused: with the first thing in the way, when the answers are not ready or a statement is missing.
    """
    why = workflow.why_not(application, Step.REQUEST_NIB, actor)
    if why:
        raise workflow.Refused(why)
    today = timezone.localdate()
    answers: Answers = application.answers
    for blocker in blockers(answers, on=today):
        raise workflow.Refused(blocker.sentence)
    seen = picture(answers, on=today)
    assert seen.row is not None  # noqa: S101 - blockers say so
    holder = keep_holder(application, answers)
    proyek = keep_proyek(application, holder, answers, seen)
    frozen = freeze(seen.row, authority=seen.authority, environment=seen.environment, spatial=proyek.spatial)
    keep_statements(application, answers, frozen["statements"], actor=actor)
    Application.objects.filter(pk=application.pk).update(frozen=frozen)
    keep_requirements(application, frozen)
    number = application.number or application_number(today.year, numbers.draw("application", str(today.year)))
    workflow.advance(
        application,
        Step.REQUEST_NIB,
        actor=actor,
        number=number,
        registered_at=timezone.now(),
        holder=holder,
        proyek=proyek,
        problem="",
        **frozen_columns(seen, seen.row),
    )
    attach.bring_along(application, actor=actor)
    return application


def frozen_columns(seen: Picture, row: RiskRow) -> dict[str, Any]:
    """The columns that repeat the frozen row, so that lists can be filtered by them."""
    return {
        "kbli": seen.kbli,
        "scope": seen.scope,
        "risk_row": row,
        "scale": seen.scale,
        "risk": row.risk,
        "licence_type": licence_of(row),
        "working_days": row.days,
        "authority": seen.authority,
        "is_ours": seen.is_ours,
        "agency": seen.agency if seen.is_ours else None,
    }


def keep_holder(application: Application, answers: Answers) -> PelakuUsaha:
    """The business that applies: found again by its own owner and number, or written for the first time.

    Somebody else's business with the same NIK is neither shown nor touched (a NIK may be declared by anyone).
    """
    person, company = answers["pemohon"], answers.get("badan-usaha", {})
    is_company = person["kind"] == HolderKind.COMPANY
    number, purpose = (company["company_npwp"], "npwp") if is_company else (person["nik"], "nik")
    known = PelakuUsaha.objects.filter(
        kind=person["kind"], owner_id=application.applicant_id, **{f"{purpose}_index": blind_index(purpose, number)}
    )
    if not application.applicant_id:  # a person without an account is known by the counter's name for them
        known = known.filter(applications__assisted_for=application.assisted_for or "-")
    holder = known.order_by("pk").first() or PelakuUsaha(owner_id=application.applicant_id)
    for name, value in holder_facts(answers, is_company=is_company).items():
        setattr(holder, name, value)
    given = consent.spoken(answers)
    card = given.get("ktp") if given else ""
    if card and card == blind_index("nik", person["nik"]) and holder.identity_level == Level.DECLARED:
        holder.identity_level = Level.KTP_SEEN
    holder.save()
    return holder


def holder_facts(answers: Answers, *, is_company: bool) -> dict[str, Any]:
    """The columns of a business, as answered."""
    person, company = answers["pemohon"], answers.get("badan-usaha", {})
    return {
        "kind": person["kind"],
        "company_form": company.get("company_form", "") if is_company else "",
        "declared_umk": bool(person["umk"]),
        "investment": Investment.PMA if is_pma(answers) else Investment.PMDN,
        "name": company["company_name"] if is_company else person["name"],
        "nik": person["nik"],
        "npwp": company["company_npwp"] if is_company else person.get("npwp", ""),
        "phone": company.get("company_phone") or person.get("phone") or "",
        "email": company.get("company_email") or person.get("email") or "",
        "address": company["company_address"] if is_company else person["address"],
        "region_code": company["company_region_code"] if is_company else person["region_code"],
        "postal_code": (company.get("company_postal_code") if is_company else person.get("postal_code")) or "",
        "deed_number": company.get("deed_number", "") if is_company else "",
        "details": {
            "person_name": person["name"],
            "position": company.get("position", ""),
            "birth_place": person.get("birth_place", ""),
            "person_address": person["address"],
        },
    }


def keep_proyek(application: Application, holder: PelakuUsaha, answers: Answers, seen: Picture) -> Proyek:
    """The project of this file, written or rewritten from the answers."""
    activity, place = answers["kegiatan"], answers["lokasi"]
    capital = capital_of(answers)
    proyek = application.proyek or Proyek()
    values = {
        "holder": holder,
        "kbli": seen.kbli,
        "scope": seen.scope,
        "name": activity["activity_name"],
        "description": activity.get("description", ""),
        "products": activity.get("products", ""),
        "workers_male": int(activity.get("workers_male") or 0),
        "workers_female": int(activity.get("workers_female") or 0),
        "region_code": place["region_code"],
        "address": place["address"],
        "postal_code": place.get("postal_code") or "",
        "latitude": Decimal(str(place["latitude"])) if place.get("latitude") else None,
        "longitude": Decimal(str(place["longitude"])) if place.get("longitude") else None,
        "land_area": int(place["land_area"]) if place.get("land_area") else None,
        "land_status": place.get("land_status", ""),
        "land": capital.land,
        "building": capital.building,
        "machinery": capital.machinery,
        "other": capital.other,
        "working": capital.working,
        "scale": seen.scale,
        "spatial": place["spatial"],
        "kkpr_number": place.get("kkpr_number") or "",
        "environment": seen.environment,
        "environment_number": place.get("environment_number") or "",
    }
    for name, value in values.items():
        setattr(proyek, name, value)
    proyek.save()
    return proyek


def keep_statements(application: Application, answers: Answers, keys: list[str], *, actor: Actor) -> None:
    """Record who accepted which wording of which statement, and how: ticked here, or said yes to at the counter."""
    texts = statement_texts(timezone.localdate())
    given = consent.spoken(answers)
    counts = consent.accepted(answers, texts)
    application.statements.exclude(key__in=counts).delete()  # of an earlier try, no longer accepted
    for key in keys:
        if key not in counts or key not in texts:
            continue
        text = texts[key]
        wording = {"text_version": text.version, "text_hash": hashlib.sha256(text.text.encode()).hexdigest()}
        who = said(application, given) if given else ticked(application, actor)
        StatementAcceptance.objects.update_or_create(application=application, key=key, defaults={**wording, **who})


def ticked(application: Application, actor: Actor) -> dict[str, Any]:
    """The columns of a statement that the applicant ticked in the portal, whoever sends the draft now."""
    return {
        "accepted_at": timezone.now(),
        "accepted_by_id": application.applicant_id,
        "channel": "web" if actor.role == Role.CLERK else actor.channel,
        "read_by_id": None,
        "consented_by": "",
        "consent_how": "",
    }


def said(application: Application, given: consent.Spoken) -> dict[str, Any]:
    """The columns of a statement that was read aloud; a proxy's yes is not the applicant's."""
    return {
        "accepted_at": datetime.fromisoformat(given["at"]),
        "accepted_by_id": application.applicant_id if given["is_applicant"] else None,
        "channel": given["channel"],
        "read_by_id": given["read_by"],
        "consented_by": given["by"],
        "consent_how": given["how"],
    }


def keep_requirements(application: Application, frozen: dict[str, Any]) -> None:
    """The checklist of this file. Lines that read the same stay with their files; others are retired."""
    living = {line.text: line for line in application.requirements.filter(retired_at=None)}
    wanted = {item["text"]: item for item in frozen["requirements"]}
    for text, line in living.items():
        if text not in wanted:
            line.retired_at = timezone.now()
            line.save(update_fields=["retired_at"])
    shift = 1000
    for text, line in living.items():
        if text in wanted:
            line.number = shift + wanted[text]["number"]
            line.save(update_fields=["number"])
    for text, item in wanted.items():
        if text in living:
            living[text].number = item["number"]
            living[text].save(update_fields=["number"])
            continue
        Requirement.objects.create(
            application=application,
            number=item["number"],
            text=text,
            source=str(frozen.get("regulation", ""))[:60],
            is_required=not item["conditional"],
        )


def in_force(application: Application, *, on: date) -> Picture:
    """The picture that the file's own answers give under the law of a day."""
    return picture(application.answers, on=on)
