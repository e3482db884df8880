"""What other rooms are told: risk rows, authority, environment, routes, lists, regions."""

from datetime import timedelta

import pytest

from accounts.models import Agency
from foundation.office.office import current
from licensing.catalogue import queries
from licensing.catalogue.models import AuthorityParameter, Kbli, RiskRow, Scope
from licensing.terms import Authority, Confidence, EnvironmentClass, LicenceType, Risk
from tests.licensing.catalogue.loaded.conftest import LOADED_ON

pytestmark = pytest.mark.usefixtures("catalogue")
PARIAMAN, JAKARTA = "13.77.01.1001", "31.71.01.1001"
LPK = ("85571", "85572", "85573", "85574", "85575", "85576", "85577")


def scope_of(code: str, number: int = 1) -> Scope:
    return Scope.objects.get(kbli__edition="2025", kbli__code=code, number=number)


def row_of(code: str, scale: str = "micro", number: int = 1) -> RiskRow | None:
    return queries.risk_row(scope_of(code, number).pk, scale, on=LOADED_ON)


def authority(code: str, scale: str = "micro", number: int = 1, **said) -> Authority:
    row = row_of(code, scale, number)
    return queries.authority_of(row, **{"is_pma": False, "region_code": PARIAMAN, **said})


@pytest.mark.parametrize("code", LPK)
@pytest.mark.parametrize("scale", ["micro", "small", "medium", "large"])
def test_private_training_is_medium_high_five_days_by_the_mayor(code: str, scale: str) -> None:
    row = row_of(code, scale)
    assert (row.risk, row.licence_type, row.days, row.confidence) == (
        Risk.MEDIUM_HIGH,
        LicenceType.SERTIFIKAT_STANDAR,
        5,
        Confidence.HIGH,
    )
    assert authority(code, scale) == Authority.REGENT
    assert len(queries.requirements(row.requirement_set, on=LOADED_ON)) == 5
    assert queries.legal_form_lines(row.scope) == []


@pytest.mark.parametrize("code", ["78101", "78103", "78105"])
def test_placement_is_the_ministers_and_only_for_a_pt(code: str) -> None:
    assert {authority(code, scale) for scale in ("micro", "small", "medium", "large")} == {Authority.MINISTER}
    assert [line.legal_form for line in queries.legal_form_lines(scope_of(code))] == ["pt"]


def test_foreign_capital_moves_a_large_training_centre_to_the_minister() -> None:
    assert authority("85571", "large", is_pma=True) == Authority.MINISTER
    assert authority("85571", "large", is_pma=False) == Authority.REGENT


def test_a_scope_whose_name_says_pma_is_for_foreign_capital_only() -> None:
    named = Scope.objects.filter(name__contains="PMA", effective_to__isnull=True)
    assert {(scope.kbli.code, scope.number, scope.investment) for scope in named} == {("86105", 1, "pma")}
    assert Scope.objects.exclude(investment="").count() == 1


def test_lines_that_contradict_each_other_are_for_an_officer() -> None:
    """47112: "Kabupaten/Kota" → regent beside "Seluruh" → minister; the source does not say which wins."""
    assert authority("47112") == Authority.UNKNOWN
    assert authority("96100") == Authority.REGENT
    assert authority("96100", region_code=JAKARTA) == Authority.GOVERNOR
    assert authority("96100", region_code="") == Authority.UNKNOWN


@pytest.mark.parametrize(
    ("scale", "crosses", "decides"),
    [
        ("micro", "", Authority.REGENT),
        ("micro", "regencies", Authority.GOVERNOR),
        ("micro", "provinces", Authority.MINISTER),
        ("large", "", Authority.GOVERNOR),
        ("large", "provinces", Authority.MINISTER),
    ],
)
def test_a_car_workshop_is_decided_by_where_its_site_lies(scale: str, crosses: str, decides: Authority) -> None:
    assert authority("95311", scale, crosses=crosses) == decides


def test_a_restaurant_grows_out_of_the_regency() -> None:
    assert [authority("56101", scale) for scale in ("micro", "small", "large")] == [
        Authority.REGENT,
        Authority.GOVERNOR,
        Authority.GOVERNOR,
    ]


def test_a_parameter_that_only_an_officer_can_read_decides_only_where_all_lines_agree() -> None:
    assert authority("85578") == Authority.MINISTER
    AuthorityParameter.objects.filter(parameter="kabupaten/kota").delete()
    assert authority("96100") == Authority.UNKNOWN


@pytest.mark.parametrize(
    ("code", "scale", "number"), [("96100", "large", 1), ("56101", "medium", 2), ("41011", "micro", 2)]
)
def test_an_absent_scale_is_not_offered(code: str, scale: str, number: int) -> None:
    assert row_of(code, scale, number) is None
    assert scope_of(code, number).is_partly_read is False


def test_a_scale_nobody_has_read_is_not_called_absent() -> None:
    assert row_of("85579", "large", 1) is None
    assert scope_of("85579", 1).is_partly_read is True


def test_the_licence_is_what_the_row_says_not_what_the_risk_suggests() -> None:
    row = row_of("55909")
    assert (row.risk, row.licence_type) == (Risk.LOW, LicenceType.SERTIFIKAT_STANDAR)
    assert queries.product_by_law(row.risk) == LicenceType.NIB


def test_indicative_risks_stand_side_by_side_and_none_is_picked() -> None:
    scope = scope_of("01132", 0)
    rows = [row for row in queries.risk_rows(scope.pk, on=LOADED_ON) if row.scale == "micro"]
    assert [row.risk for row in rows] == [Risk.LOW, Risk.MEDIUM_LOW]
    assert {row.confidence for row in rows} == {Confidence.LOW}
    assert queries.risk_row(scope.pk, "micro", on=LOADED_ON) is None
    assert row_of("01132", "large", 0).risk == Risk.MEDIUM_HIGH


def test_rows_do_not_hold_before_their_day() -> None:
    row = row_of("85571")
    assert queries.risk_row(row.scope_id, "micro", on=row.effective_from - timedelta(days=1)) is None
    assert queries.risk_row(row.scope_id, "micro", on=row.effective_from) == row


def test_the_environment_class_comes_from_a_source_or_is_unknown() -> None:
    def of(code: str, scale: str, number: int = 1) -> EnvironmentClass:
        scope = scope_of(code, number)
        return queries.environment_class(scope.kbli, scope=scope, scale=scale, on=LOADED_ON)

    training = queries.environment_rule(Kbli.objects.get(edition="2025", code="85571"), scale="large", on=LOADED_ON)
    assert (training.environment_class, training.confidence) == (EnvironmentClass.SPPL, Confidence.OFFICE)
    assert "SK 22/KEP/DPMPTSP&NAKER/2021" in training.regulation
    assert (of("96100", "micro"), of("96100", "medium")) == (EnvironmentClass.SPPL, EnvironmentClass.UNKNOWN)
    assert (of("18111", "micro", 3), of("18111", "micro", 2)) == (EnvironmentClass.SPPL, EnvironmentClass.UNKNOWN)
    assert of("86105", "micro") == EnvironmentClass.UKL_UPL
    assert of("41011", "micro") == EnvironmentClass.UNKNOWN
    old = Kbli.objects.get(edition="2020", code="96200")
    assert queries.environment_class(old, scale="micro", on=LOADED_ON) == EnvironmentClass.UNKNOWN


def test_routes_lead_to_the_agency_of_the_sector() -> None:
    def agency(code: str, number: int | None = None) -> str:
        of = Kbli.objects.get(edition="2025", code=code)
        found = queries.agency_for(of, scope_of(code, number) if number else None, on=LOADED_ON)
        return found.slug if found else ""

    assert {agency(code) for code in LPK} == {"naker"}
    assert Agency.objects.get(slug="naker").is_office_itself
    assert (agency("85578"), agency("85578", 1)) == ("", "")
    assert (agency("85579", 4), agency("85579", 1)) == ("naker", "")
    assert (agency("86105"), agency("41011"), agency("47112"), agency("64121")) == ("dinkes", "dpupr", "perindag", "")


def test_aviation_training_has_no_requirements_of_labour() -> None:
    row = row_of("85578")
    texts = " ".join(item.wording for item in queries.requirements(row.requirement_set, on=LOADED_ON))
    assert "LPK" not in texts
    assert "lembaga pelatihan kerja" not in texts
    assert row_of("85578", number=2) is None


def test_the_dirty_list_is_cleaned_and_its_source_kept() -> None:
    lines = queries.requirements("RS-85571-A", on=LOADED_ON)
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    all_lines = lines[0].__class__.objects.filter(set_code="RS-85571-A")
    assert all_lines.count() == 20
    assert all(line.hidden_because for line in all_lines if line.is_hidden)
    assert lines[0].text == "Identitas (KTP/paspor) dan CV penanggung jawab LPK"


def test_duties_have_the_periods_of_their_wording() -> None:
    duties = {item.number: item for item in queries.obligations("OS-85571-A", on=LOADED_ON)}
    assert (duties[1].due_months, duties[2].due_months, duties[7].period_months) == (12, 36, 6)
    assert duties[4].due_months is duties[4].period_months is None
    portal = queries.obligations("OS-78105-A", on=LOADED_ON)
    assert [(item.due_months, item.after_months, item.period_months) for item in portal] == [
        (12, None, None),
        (None, None, 3),
        (None, 60, None),
        (1, None, None),
    ]
    assert 1 not in {item.number for item in queries.obligations("OS-85573-A", on=LOADED_ON)}


def test_extra_permits_carry_their_authority_and_doubts() -> None:
    bakery = Kbli.objects.get(edition="2025", code="10710")
    permits = {permit.code: permit for permit, _link in queries.pb_umku(bakery)}
    home_made = permits["063000000047"]
    assert {line.authority for line in home_made.authorities.all()} == {Authority.REGENT}
    workshop = Kbli.objects.get(edition="2025", code="95311")
    assert [bool(link.note) for _permit, link in queries.pb_umku(workshop)] == [True]


def test_codes_lead_from_one_edition_to_the_other() -> None:
    portal_2020 = Kbli.objects.get(edition="2020", code="78104")
    assert [new.code for new in queries.successors(portal_2020)] == ["78105"]
    ships = Kbli.objects.get(edition="2025", code="78104")
    assert [old.code for old in queries.predecessors(ships)] == ["78101", "78102"]


def test_regions_are_found_by_the_ministrys_numbers() -> None:
    assert queries.place_name(PARIAMAN) == "Karan Aur, Pariaman Tengah, Kota Pariaman, Sumatera Barat"
    assert queries.region("14.05").name == "Kabupaten Pelalawan"
    assert queries.regions().count() == 38
    assert queries.regions("13.77").count() == 4
    assert (
        queries.regions("14.05.01").first().oss_code == "1405012001"[:6] + queries.regions("14.05.01").first().code[-4:]
    )
    assert current().region_code == "13.77"
    assert queries.place_name("") == ""


@pytest.mark.parametrize("nonsense", ["", None, "x", "-1", "9" * 30, "١٢"])
def test_a_scope_of_another_code_or_nonsense_is_none(nonsense: object) -> None:
    assert queries.scope(Kbli.objects.get(edition="2025", code="85571"), nonsense) is None
    assert queries.scope(Kbli.objects.get(edition="2025", code="85571"), scope_of("85572").pk) is None
