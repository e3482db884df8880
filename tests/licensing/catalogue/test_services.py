"""The published service standards: their own words, what they leave open, the law as dated rows."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from licensing.catalogue.models import Kbli, RiskRow, RiskRowAuthority, Scope, ServiceComponent, ServiceStandard
from licensing.catalogue.services import offices, standards
from licensing.terms import Authority, Confidence, Risk, Scale

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
PARIAMAN, PELALAWAN = "ketenagakerjaan-menengah-tinggi", "job-portal"


def loaded(slug: str) -> ServiceStandard:
    offices.load_office(slug)
    return standards.published(TODAY).get()


def risk_row(code: str, *lines: tuple[str, Authority], edition: str = "2025", days: int | None = 5) -> RiskRow:
    kbli = Kbli.objects.create(edition=edition, code=code, level=Kbli.Level.choices[-1][0], title=f"Kegiatan {code}")
    scope = Scope.objects.create(kbli=kbli, number=1, name="Seluruh")
    row = RiskRow.objects.create(
        scope=scope,
        scale=Scale.MICRO,
        risk=Risk.MEDIUM_HIGH,
        days=days,
        regulation="PP 28/2025",
        source="data publik OSS",
        confidence=Confidence.HIGH,
    )
    for number, (parameter, authority) in enumerate(lines, 1):
        RiskRowAuthority.objects.create(risk_row=row, number=number, parameter=parameter, authority=authority)
    return row


def test_pariaman_has_fifteen_self_service_and_sixteen_assisted_steps() -> None:
    standard = loaded("pariaman")
    alone, helped = standards.steps(standard, "self_service"), standards.steps(standard, "assisted")
    assert [step.number for step in alone] == list(range(1, 16))
    assert [step.number for step in helped] == list(range(1, 17))
    assert all(step.is_published and step.text and step.plain for step in [*alone, *helped])
    assert alone[14].text == "Sertifikat Standar terverifikasi terbit dan dapat dicetak secara mandiri."
    assert helped[15].text == "Petugas pelayanan mencatatkan pada agenda layanan bantuan  dan aplikasi SIGAP."


def test_pelalawans_own_guides_do_not_pretend_to_be_published() -> None:
    standard = loaded("pelalawan")
    assert len(standards.steps(standard, "mechanism")) == 3
    for procedure in ("self_service", "assisted"):
        steps = standards.steps(standard, procedure)
        assert steps
        assert not any(step.is_published or step.text for step in steps)


@pytest.mark.parametrize(
    ("slug", "stated", "decree"),
    [("pariaman", {1, 4, 5, 6}, "22/KEP/DPMPTSP&NAKER/2021"), ("pelalawan", {1, 3, 4, 5, 6}, "")],
)
def test_all_fourteen_components_stand_and_only_the_stated_ones_have_words(
    slug: str, stated: set[int], decree: str
) -> None:
    standard = loaded(slug)
    components = standards.components(standard)
    assert [component.number for component in components] == list(range(1, 15))
    assert {component.number for component in components if component.text} == stated
    assert standard.decree == decree
    assert standard.fee_text == "Tidak dipungut biaya"


def test_pelalawan_prints_its_five_days_and_pariaman_takes_them_from_the_risk_row() -> None:
    printed = standards.promise(loaded("pelalawan"), TODAY)
    assert (printed.days, printed.is_printed) == (5, True)
    ServiceStandard.objects.all().delete()
    standard = loaded("pariaman")
    assert standards.promise(standard, TODAY).days is None
    risk_row("85571", ("Seluruh", Authority.REGENT))
    found = standards.promise(standard, TODAY)
    assert (found.days, found.is_printed, found.source) == (5, False, "PP 28/2025 · data publik OSS")


def test_risk_rows_that_disagree_give_no_promise() -> None:
    standard = loaded("pariaman")
    risk_row("85571", days=5)
    risk_row("85572", days=7)
    assert standards.promise(standard, TODAY).days is None


def test_the_minister_decides_on_a_job_portal_and_the_office_accompanies() -> None:
    standard = loaded("pelalawan")
    assert not standards.office_only_accompanies(standards.activities(standard, TODAY)), "nothing read, nothing said"
    risk_row("78105", ("Seluruh", Authority.MINISTER), ("PMA", Authority.MINISTER))
    listed = standards.activities(standard, TODAY)
    assert standards.office_only_accompanies(listed)
    assert [str(decider) for decider in listed[0].deciders] == ["Menteri/Kepala Badan"]


def test_the_mayor_decides_on_training_and_the_minister_only_for_foreign_capital() -> None:
    standard = loaded("pariaman")
    risk_row("85571", ("seluruh", Authority.REGENT), ("PMA", Authority.MINISTER))
    listed = standards.activities(standard, TODAY)
    training = next(activity for activity in listed if activity.code == "85571")
    assert [str(decider) for decider in training.deciders] == ["Bupati/Walikota", "Menteri/Kepala Badan (PMA)"]
    assert not standards.office_only_accompanies(listed)


def test_a_form_asks_which_standard_covers_its_activity() -> None:
    standard = loaded("pelalawan")
    portal_2025 = risk_row("78105").scope.kbli
    portal_2020 = risk_row("78104", edition="2020").scope.kbli
    seafarers_2025 = risk_row("78104").scope.kbli
    assert standards.standard_for(portal_2025, TODAY) == standard
    assert standards.standard_for(portal_2020, TODAY) == standard
    assert standards.standard_for(seafarers_2025, TODAY) is None, "78104 is another trade in 2025"
    assert standards.standard_for(portal_2025, TODAY, risk=Risk.MEDIUM_HIGH) == standard
    assert standards.standard_for(portal_2025, TODAY, risk=Risk.LOW) is None


def test_aviation_training_is_not_in_the_labour_standard() -> None:
    standard = loaded("pariaman")
    codes = set(standard.coverage.filter(edition="2025").values_list("code", flat=True))
    assert {"85571", "85577", "78105"} <= codes
    assert not codes & {"85578", "85579"}


def test_what_was_in_force_when_is_told_with_the_successor() -> None:
    standard = loaded("pelalawan")
    then, _replaced = standards.laws(standard, date(2024, 1, 1))
    now, replaced = standards.laws(standard, TODAY)
    assert "PP 5/2021" in {law.short for law in then}
    assert "PP 28/2025" not in {law.short for law in then}
    assert "PP 28/2025" in {law.short for law in now}
    old = next(law for law in replaced if law.short == "PP 5/2021")
    assert (old.replaced_by, old.is_cited, old.effective_to) == ("PP 28/2025", True, date(2025, 6, 5))
    assert standards.laws(standard, date(2025, 6, 4))[0][0].short != "PP 28/2025"
    assert standards.laws(standard, date(2025, 6, 5))[0][0].short == "PP 28/2025"


def test_a_replaced_law_with_an_unread_last_day_is_not_shown_as_in_force() -> None:
    in_force, replaced = standards.laws(loaded("pariaman"), TODAY)
    assert "Peraturan BPS 2/2020" in {law.short for law in replaced}
    assert "Peraturan BPS 7/2025" in {law.short for law in in_force}


def test_loading_again_changes_nothing_and_a_changed_page_is_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    first = loaded("pelalawan")
    assert offices.load_office("pelalawan") == []
    path = offices.DATA / "offices" / "pelalawan" / "services" / f"{PELALAWAN}.toml"
    changed = {**offices.read(path), "decree": "1/2027"}
    assert offices.load_standard(changed, offices.read(offices.DATA / "laws.toml")) == [
        "standar layanan: job-portal versi 2"
    ]
    first.refresh_from_db()
    assert first.state == ServiceStandard.State.CLOSED
    assert first.effective_to is not None
    assert ServiceStandard.objects.current().get().decree == "1/2027"


def test_a_version_written_by_the_office_is_not_overwritten() -> None:
    standard = loaded("pariaman")
    ServiceStandard.objects.filter(pk=standard.pk).update(fingerprint="", name="Nama baru dari kantor")
    assert offices.load_office("pariaman") == []
    assert ServiceStandard.objects.current().get().name == "Nama baru dari kantor"


def test_the_database_keeps_fourteen_components_and_one_version_in_force() -> None:
    standard = loaded("pariaman")
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceComponent.objects.create(standard=standard, number=15)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceStandard.objects.create(slug=standard.slug, version=9, name="Kembar")


def test_the_labour_agency_of_pariaman_is_the_office_itself() -> None:
    offices.load_office("pariaman")
    assert offices.Agency.objects.get(slug="naker").is_office_itself
    offices.Agency.objects.all().delete()
    offices.load_office("pelalawan")
    assert not offices.Agency.objects.get(slug="naker").is_office_itself
