"""Ajukan NIB: answers become a business, a project, a checklist, frozen rules; or a sentence says what is missing."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from foundation.outbox.models import OutboxMessage
from licensing.actions import attach, consent, draft, register
from licensing.catalogue.models import RequirementItem, Scope
from licensing.drafts.consent import digest
from licensing.drafts.readiness import blockers
from licensing.models import Application, PelakuUsaha, StatementText
from licensing.portraits import declarations
from licensing.terms import Authority, Confidence, LicenceType, Risk, Scale, Status, Verdict
from licensing.workflow import Refused
from tests.factories.drafts import COMPANY, answers, draft_of, offered, today
from tests.factories.files import NIK, business, show_everything
from tests.people import Town

pytestmark = pytest.mark.django_db


def registered(people: Town, scope: Scope, who: str = "budi", **changes: Any) -> Application:
    actor = people.actor(who)
    return register.register(draft_of(actor, answers(scope, **changes)), actor=actor)


def test_a_whole_draft_becomes_a_numbered_file_with_frozen_rules(people: Town, training: Scope) -> None:
    file = registered(people, training)
    assert (file.word, file.number, file.version) == (Status.NIB_REQUESTED, f"PB-{today().year}-000001", 1)
    assert (file.scale, file.risk, file.licence_type) == (Scale.SMALL, Risk.MEDIUM_HIGH, LicenceType.SERTIFIKAT_STANDAR)
    assert (file.authority, file.is_ours, file.agency, file.working_days) == (Authority.REGENT, True, people.naker, 5)
    assert file.frozen["statements"] == ["truth", "k3l", "standard", "environment", "spatial"]
    assert [line.text for line in file.requirements.all()] == ["CV penanggung jawab", "Profil lembaga"]
    assert file.holder is not None
    assert (file.holder.owner, file.holder.nik, file.holder.name) == (people.budi, NIK, "Budi Santoso")
    assert file.proyek is not None
    assert file.proyek.capital.counted == 1_500_000_000, "land does not count for the scale"
    message = OutboxMessage.objects.get(channel="oss", subject=file.subject)
    assert message.kind == "step.request_nib"


def test_later_changes_of_the_law_do_not_move_what_is_frozen(people: Town, training: Scope) -> None:
    file = registered(people, training)
    RequirementItem.objects.update(text="Sesuatu yang baru")
    training.risk_rows.update(days=30)
    file.refresh_from_db()
    assert file.working_days == file.frozen["days"] == 5
    assert file.frozen["requirements"][0]["text"] == "CV penanggung jawab"


def test_every_statement_keeps_its_wording_who_ticked_when_and_through_which_door(
    people: Town, training: Scope
) -> None:
    file = registered(people, training)
    for row in file.statements.all():
        text = StatementText.objects.get(key=row.key)
        assert row.text_hash == hashlib.sha256(text.text.encode()).hexdigest()
        assert (row.text_version, row.accepted_by, row.channel, row.read_by) == (text.version, people.budi, "web", None)
    assert file.statements.count() == 5


def spoken_of(people: Town, scope: Scope, **changes: Any) -> tuple[Application, consent.Given]:
    """A clerk's draft, and a yes to all its statements in their wording of today."""
    whole = answers(scope)
    del whole["pernyataan"]
    file = draft_of(people.actor("wulan"), whole)
    texts = {text.key: text.version for text in StatementText.objects.all()}
    facts: dict[str, Any] = {"by": "Budi Santoso", "how": "tanda tangan di kertas", "is_applicant": True}
    given = consent.Given(texts=texts, data=digest(file.answers), at=timezone.now(), **{**facts, **changes})
    return file, given


def test_a_clerk_reads_the_statements_aloud_and_is_named_but_never_as_the_one_who_agreed(
    people: Town, training: Scope
) -> None:
    wulan = people.actor("wulan")
    file, given = spoken_of(people, training)
    register.register(consent.record(file, given, actor=wulan), actor=wulan)
    row = file.statements.get(key="truth")
    assert (row.read_by, row.accepted_by, row.consent_how) == (people.wulan, None, "tanda tangan di kertas")
    assert (row.consented_by, row.accepted_at) == ("Budi Santoso", given.at)
    assert file.assisted_by == people.wulan
    assert file.applicant is None
    shown = declarations.accepted(file, "truth")[0]
    assert (shown["accepted_by"], shown["read_by"], shown["consent"]) == (
        "Budi Santoso", people.wulan.name, "tanda tangan di kertas"
    )  # fmt: skip


def test_a_clerk_cannot_tick_a_statement_nor_agree_for_somebody_else(people: Town, training: Scope) -> None:
    wulan = people.actor("wulan")
    file, given = spoken_of(people, training)
    with pytest.raises(Refused, match="Petugas tidak mencentangnya"):
        draft.save(file, "pernyataan", {"accepted": ["truth"]}, actor=wulan, version=file.answers_version)
    for actor in (replace(wulan, on_behalf_of=""), replace(wulan, on_behalf_of="person:2"), people.actor("budi")):
        with pytest.raises(Refused):
            consent.record(file, given, actor=actor)
    file.refresh_from_db()
    assert "pernyataan" not in file.answers


def test_what_changed_after_it_was_read_aloud_must_be_read_again(people: Town, training: Scope) -> None:
    wulan = people.actor("wulan")
    file, given = spoken_of(people, training)
    draft.save(file, "lokasi", {"working": 1}, actor=wulan, version=file.answers_version)
    with pytest.raises(Refused, match="Bacakan lagi"):
        consent.record(file, given, actor=wulan)
    consent.record(file, replace(given, data=digest(file.answers)), actor=wulan)
    draft.save(file, "lokasi", {"working": 1_000_000_000}, actor=wulan, version=file.answers_version)
    with pytest.raises(Refused, match="Centang semua pernyataan"):
        register.register(file, actor=wulan)


def test_a_new_wording_must_be_read_again(people: Town, training: Scope) -> None:
    wulan = people.actor("wulan")
    file, given = spoken_of(people, training)
    old = replace(given, texts={**given.texts, "k3l": "1999-01"})
    with pytest.raises(Refused, match="k3l"):
        register.register(consent.record(file, old, actor=wulan), actor=wulan)


def test_a_person_without_an_account_keeps_one_business_over_two_files(people: Town, training: Scope) -> None:
    wulan, found = people.actor("wulan"), []
    for _n in range(2):
        file, given = spoken_of(people, training)
        register.register(consent.record(file, given, actor=wulan), actor=wulan)
        found.append(file.holder)
    assert found[0] == found[1]
    other = replace(wulan, on_behalf_of="person:2")
    file = draft_of(other, {k: v for k, v in answers(training).items() if k != "pernyataan"})
    consent.record(file, replace(given, data=digest(file.answers)), actor=other)
    register.register(file, actor=other)
    assert file.holder != found[0], "the same NIK said by another person joins nothing"


def test_a_missing_tick_is_named_and_nothing_is_kept(people: Town, training: Scope) -> None:
    actor = people.actor("budi")
    file = draft_of(actor, answers(training, pernyataan={"accepted": ["truth"]}))
    with pytest.raises(Refused, match="environment, k3l, spatial, standard"):
        register.register(file, actor=actor)
    file.refresh_from_db()
    assert (file.word, file.holder, file.number, file.frozen) == (Status.DRAFT, None, None, {})
    assert not PelakuUsaha.objects.exists()
    assert registered(people, training).number == f"PB-{today().year}-000001", "no number was lost"


def test_the_second_file_of_a_person_hangs_on_the_same_business(people: Town, training: Scope) -> None:
    first = registered(people, training)
    second = registered(people, training, pemohon={"address": "Jl. Baru No. 9"})
    assert second.holder == first.holder
    assert second.proyek != first.proyek
    assert PelakuUsaha.objects.get().address == "Jl. Baru No. 9"


def test_somebody_elses_business_with_the_same_nik_is_neither_shown_nor_touched(people: Town, training: Scope) -> None:
    theirs = business(people.rina, name="Rina yang asli")
    mine = registered(people, training)
    assert mine.holder != theirs
    theirs.refresh_from_db()
    assert (theirs.name, theirs.owner) == ("Rina yang asli", people.rina)


def test_a_company_is_found_again_by_its_npwp(people: Town, training: Scope) -> None:
    company: dict[str, Any] = {"pemohon": {"kind": "company"}, "badan_usaha": COMPANY}
    first = registered(people, training, "rina", **company)
    second = registered(people, training, "rina", **company)
    assert first.holder == second.holder
    assert first.holder is not None
    assert (first.holder.name, first.holder.company_form) == ("PT Bahari Jaya", "01")
    assert first.holder.details["person_name"] == "Budi Santoso"


def codes(scope: Scope, **changes: Any) -> dict[str, str]:
    """Blockers of a draft: code → referral topic."""
    return {b.code: b.referral for b in blockers(answers(scope, **changes), on=today())}


def test_a_whole_draft_has_nothing_in_the_way(training: Scope) -> None:
    assert codes(training) == {}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"region_code": "14.05.01.1001"}, {"region": ""}),
        ({"spatial": "waiting"}, {"kkpr": "pkkpr"}),
        ({"machinery": 6_000_000_000}, {"kkpr": "pkkpr"}),
        ({"machinery": 6_000_000_000, "spatial": "kkpr", "kkpr_number": "KKPR-1"}, {}),
        ({"address": ""}, {"unfilled": ""}),
        ({"working": ""}, {"unfilled": ""}),
    ],
)
def test_what_is_wrong_with_the_place_is_said_with_a_referral(
    place: dict[str, Any], expected: dict[str, str], people: Town
) -> None:
    scope = offered("85571", "Pelatihan", Risk.MEDIUM_HIGH, scales=(Scale.SMALL, Scale.MEDIUM), agency=people.naker)
    assert codes(scope, lokasi=place) == expected


@pytest.mark.parametrize(
    ("environment", "topic"), [("ukl_upl", "ukl_upl"), ("amdal", "amdal"), ("", "environment_unknown")]
)
def test_without_sppl_an_environmental_approval_is_asked_and_no_sppl_statement(
    environment: str, topic: str, people: Town
) -> None:
    scope = offered("10710", "Roti", Risk.MEDIUM_HIGH, environment=environment, agency=people.naker)
    assert codes(scope) == {"environment": topic}
    file = registered(people, scope, lokasi={"environment_number": "PKPLH-7"})
    assert "environment" not in file.frozen["statements"]
    assert file.proyek is not None
    assert file.proyek.environment_number == "PKPLH-7"


def test_kkpr_takes_the_place_of_the_spatial_statement(people: Town, training: Scope) -> None:
    file = registered(people, training, lokasi={"spatial": "kkpr", "kkpr_number": "KKPR-1"})
    assert "spatial" not in file.frozen["statements"]


def test_an_activity_for_a_pt_says_so_to_a_person_and_to_a_cv(people: Town) -> None:
    scope = offered("78104", "Job portal", Risk.MEDIUM_HIGH, papers=("Berbentuk Perseroan Terbatas",))
    RequirementItem.objects.filter(set_code="S78104").update(legal_form="pt")
    assert set(codes(scope)) == {"holder"}
    cv = {"pemohon": {"kind": "company"}, "badan_usaha": {**COMPANY, "company_form": "02"}}
    assert set(codes(scope, **cv)) == {"holder"}
    assert codes(scope, **{**cv, "badan_usaha": COMPANY}) == {}
    with pytest.raises(Refused, match="Perseroan Terbatas"):
        registered(people, scope)


def test_a_scope_for_foreign_capital_is_for_no_person_and_no_domestic_company(people: Town) -> None:
    scope = offered("86105", "Klinik", Risk.MEDIUM_HIGH, scales=(Scale.SMALL, Scale.LARGE), agency=people.naker)
    scope.investment = "pma"
    scope.save()
    company = {"pemohon": {"kind": "company"}, "badan_usaha": COMPANY}
    assert set(codes(scope)) == {"investment"}
    assert set(codes(scope, **company)) == {"investment"}
    foreign = {**company, "badan_usaha": {**COMPANY, "investment": "pma"}}
    assert "investment" not in codes(scope, **foreign)
    assert "investment" not in codes(scope, **{**company, "badan_usaha": {**COMPANY, "investment": ""}}), "not said yet"
    with pytest.raises(Refused, match="hanya untuk badan usaha dengan PMA"):
        registered(people, scope)


def test_a_scope_for_domestic_capital_is_for_persons_and_not_for_foreign_capital(people: Town) -> None:
    scope = offered("86105", "Klinik", Risk.MEDIUM_HIGH, scales=(Scale.SMALL, Scale.LARGE), agency=people.naker)
    scope.investment = "pmdn"
    scope.save()
    foreign = {"pemohon": {"kind": "company"}, "badan_usaha": {**COMPANY, "investment": "pma"}}
    assert codes(scope) == {}
    assert "investment" in codes(scope, **foreign)


def test_an_indicative_row_waits_for_an_officer(people: Town) -> None:
    scope = offered("96200", "Laundry", Risk.LOW, confidence=Confidence.LOW)
    assert codes(scope) == {"unconfirmed": "officer"}


def test_a_scale_that_oss_does_not_offer_is_said(people: Town, training: Scope) -> None:
    assert codes(training, lokasi={"machinery": 1, "other": 0, "working": 1}) == {"not_offered": ""}


def test_a_foreigner_cannot_register_somebody_elses_draft(people: Town, training: Scope) -> None:
    file = draft_of(people.actor("budi"), answers(training))
    with pytest.raises(Refused, match="bukan milik Anda"):
        register.register(file, actor=people.actor("rina"))


def test_a_pressed_twice_button_gives_one_number_and_one_business(people: Town, training: Scope) -> None:
    actor = people.actor("budi")
    file = draft_of(actor, answers(training))
    twin = Application.objects.get(pk=file.pk)
    register.register(file, actor=actor)
    with pytest.raises(Refused):
        register.register(twin, actor=actor)
    assert PelakuUsaha.objects.count() == 1
    assert OutboxMessage.objects.filter(channel="oss").count() == 1


def test_a_checklist_that_changes_keeps_the_papers_of_lines_that_read_the_same(people: Town, training: Scope) -> None:
    file = registered(people, training)
    show_everything(file)
    kept = file.requirements.get(number=2)
    rules = {**file.frozen, "requirements": [
        {"number": 1, "text": "Profil lembaga", "conditional": False},
        {"number": 2, "text": "Daftar alat", "conditional": True},
    ]}  # fmt: skip
    register.keep_requirements(file, rules)
    living = {line.number: line for line in file.requirements.filter(retired_at=None)}
    assert living[1] == kept
    assert living[1].evidence.filter(replaced_at=None).exists()
    assert (living[2].text, living[2].is_required, living[2].evidence.count()) == ("Daftar alat", False, 0)
    gone = file.requirements.exclude(retired_at=None).get()
    assert (gone.text, gone.evidence.count()) == ("CV penanggung jawab", 1)


# -- Ajukan lagi ---------------------------------------------------------------------------


def test_again_copies_the_good_answers_and_brings_the_good_papers(people: Town, training: Scope) -> None:
    actor = people.actor("budi")
    old = registered(people, training)
    show_everything(old)
    old.requirements.filter(number=1).update(verdict=Verdict.FAILS, verdict_note="buram")
    old.requirements.filter(number=2).update(verdict=Verdict.MEETS)
    Application.objects.filter(pk=old.pk).update(status=Status.REFUSED)
    old.refresh_from_db()
    new = draft.again(old, actor=actor)
    assert "pernyataan" not in new.answers, "statements are made anew"
    assert new.answers["kegiatan"] == old.answers["kegiatan"]
    draft.save(new, "pernyataan", answers(training)["pernyataan"], actor=actor, version=new.answers_version)
    register.register(new, actor=actor)
    shown = {line.number: line.evidence.first() for line in new.requirements.all()}
    assert shown[1] is None, "what was found faulty is not brought along"
    assert shown[2] is not None
    assert shown[2].reused_from is not None
    assert shown[2].reused_from.requirement.application == old
    assert (new.copied_from, new.holder) == (old, old.holder)


def test_a_running_file_is_not_filed_again(people: Town, training: Scope) -> None:
    with pytest.raises(Refused, match="masih berjalan"):
        draft.again(registered(people, training), actor=people.actor("budi"))


def test_papers_of_somebody_else_are_never_used_again(people: Town, training: Scope) -> None:
    theirs = registered(people, training, "rina")
    show_everything(theirs)
    mine = registered(people, training)
    Application.objects.filter(pk=mine.pk).update(status=Status.FULFILLING)
    mine.refresh_from_db()
    line, paper = mine.requirements.get(number=1), theirs.requirements.get(number=1).evidence.get()
    with pytest.raises(Refused, match="bukan milik pelaku usaha ini"):
        attach.reuse(line, paper, actor=people.actor("budi"))
