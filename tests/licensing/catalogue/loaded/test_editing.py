"""The office's own hand on the catalogue: new versions, journalled, refused when stale, kept by the next load."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import actor_of
from accounts.models import User
from accounts.roles import Role
from foundation.journal.models import Entry
from licensing.catalogue import queries
from licensing.catalogue.loading.load import load
from licensing.catalogue.models import AgencyRoute, EnvironmentRule, Release, RequirementItem, RiskRow, Scope
from licensing.catalogue.upkeep import editing
from licensing.terms import Authority, Confidence
from tests.people import person

pytestmark = pytest.mark.usefixtures("catalogue")
SETTLED = {
    "risk": "medium_low",
    "licence_type": "sertifikat_standar",
    "authority": "regent",
    "regulation": "PP 28/2025 Lampiran I",
    "source": "oss.go.id, dibaca 22-11-2026",
}


@pytest.fixture
def admin() -> User:
    return person("admin", "Pak Admin", Role.ADMIN)


@pytest.fixture
def desk(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def first_line() -> RequirementItem:
    return RequirementItem.objects.current().get(set_code="RS-85573-A", number=1)


def crackers(scale: str = "micro") -> list[RiskRow]:
    return list(RiskRow.objects.current().filter(scope=cracker_scope(), scale=scale))


def cracker_scope() -> Scope:
    return Scope.objects.get(kbli__edition="2025", kbli__code="01132", number=0)


def test_an_edit_is_a_new_version_in_the_journal(desk: Client) -> None:
    old = first_line()
    answer = desk.post(f"/kelola/katalog/butir/persyaratan/{old.pk}/", {"office_text": "CV saja"})
    assert (answer.status_code, answer["Location"]) == (302, "/kelola/katalog/daftar/RS-85573-A/")
    new = first_line()
    assert (new.pk != old.pk, new.wording, new.text, new.edited_by) == (True, "CV saja", old.text, "Pak Admin")
    old.refresh_from_db()
    assert old.effective_to == new.effective_from == timezone.localdate()
    entry = Entry.objects.get(subject=f"catalogue:requirementitem:{new.pk}")
    assert (entry.kind, entry.name) == ("catalogue.requirementitem", "Pak Admin")
    assert entry.data["after"] == {"office_text": "CV saja"}
    assert Release.objects.order_by("-id").first().made_by == "Pak Admin"


def test_saving_without_a_change_makes_no_version(desk: Client) -> None:
    old = first_line()
    desk.post(f"/kelola/katalog/butir/persyaratan/{old.pk}/", {"office_text": old.office_text})
    assert first_line().pk == old.pk


def test_a_line_is_hidden_only_with_a_reason(desk: Client) -> None:
    url = f"/kelola/katalog/butir/persyaratan/{first_line().pk}/"
    refused = desk.post(url, {"is_hidden": "on"})
    assert refused.status_code == 422
    assert "Tulis alasan butir ini disembunyikan." in refused.content.decode()
    desk.post(url, {"is_hidden": "on", "hidden_because": "Sudah ada pada NIB"})
    assert [line.number for line in queries.requirements("RS-85573-A")] == [2, 3, 4, 5]


def test_the_second_of_two_editors_is_told(desk: Client, admin: User) -> None:
    old = first_line()
    who = actor_of(admin)
    editing.revise(old, who=who, today=timezone.localdate(), office_text="CV singkat")
    answer = desk.post(f"/kelola/katalog/butir/persyaratan/{old.pk}/", {"office_text": "CV panjang"})
    assert answer.status_code == 409
    assert "Baris ini baru saja diubah orang lain." in answer.content.decode()
    with pytest.raises(editing.Stale, match="baru saja diubah orang lain"):
        editing.revise(old, who=who, today=timezone.localdate(), office_text="CV panjang")
    assert first_line().wording == "CV singkat"


def test_an_environment_rule_is_added_once_and_then_changed(desk: Client) -> None:
    said = {"code": "10794", "scope_number": "0", "scale": "micro", "environment_class": "sppl", "source": "Dinas LH"}
    assert desk.post("/kelola/katalog/lingkungan/baru/", said).status_code == 302
    assert desk.post("/kelola/katalog/lingkungan/baru/", said).status_code == 409
    rule = EnvironmentRule.objects.current().get(code="10794")
    assert (rule.confidence, rule.edited_by) == (Confidence.OFFICE, "Pak Admin")
    desk.post(f"/kelola/katalog/lingkungan/{rule.pk}/", {"environment_class": "ukl_upl", "source": "Dinas LH"})
    assert EnvironmentRule.objects.current().get(code="10794").environment_class == "ukl_upl"
    assert EnvironmentRule.objects.filter(code="10794").count() == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "78104x"}, "Paling banyak 5 karakter"),
        ({"code": "00000"}, "Isi lima angka kode KBLI 2025 yang ada."),
        ({"code": "10794", "environment_class": "kuat"}, "Pilih"),
        ({"code": "10794", "environment_class": "sppl", "source": ""}, "Isi sumber."),
    ],
)
def test_a_bad_rule_is_answered_with_what_to_do(desk: Client, said: dict[str, str], sentence: str) -> None:
    answer = desk.post("/kelola/katalog/lingkungan/baru/", {"scope_number": "0", "source": "x", **said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_route_sends_files_elsewhere(desk: Client) -> None:
    dinkes = AgencyRoute.objects.current().get(sector="024").agency
    salon = cracker_scope().kbli.__class__.objects.get(edition="2025", code="96220")
    assert queries.agency_for(salon) is None
    said = {"edition": "2025", "code_prefix": "9622", "agency": dinkes.pk, "source": "Perwako"}
    assert desk.post("/kelola/katalog/rute/baru/", said).status_code == 302
    assert queries.agency_for(salon) == dinkes
    both = desk.post("/kelola/katalog/rute/baru/", {**said, "sector": "024"})
    assert both.status_code == 422
    assert "Isi awal kode atau kode sektor, salah satu." in both.content.decode()


def test_an_officer_settles_an_indicative_row(desk: Client) -> None:
    scope = cracker_scope()
    assert len(crackers()) == 2
    said = {**SETTLED, "days": "", "requirements": "Foto tempat usaha\n\nDaftar alat", "obligations": "Lapor 6 bulan"}
    answer = desk.post(f"/kelola/katalog/kbli/{scope.pk}/micro/", said)
    assert (answer.status_code, answer["Location"]) == (302, "/kelola/katalog/kbli/01132/")
    row = queries.risk_row(scope.pk, "micro")
    assert (row.risk, row.confidence, row.edited_by, row.days) == ("medium_low", "office", "Pak Admin", None)
    assert queries.authority_of(row, is_pma=False, region_code="13.77") == Authority.REGENT
    assert [item.wording for item in queries.requirements(row.requirement_set)] == ["Foto tempat usaha", "Daftar alat"]
    assert [item.wording for item in queries.obligations(row.obligation_set)] == ["Lapor 6 bulan"]


def test_what_an_officer_settled_no_load_takes_back(desk: Client) -> None:
    scope = cracker_scope()
    desk.post(f"/kelola/katalog/kbli/{scope.pk}/micro/", {**SETTLED, "requirements": "Foto"})
    before = queries.risk_row(scope.pk, "micro")
    assert not any(outcome.moved for outcome in load("pariaman", today=date(2027, 1, 4)))
    assert queries.risk_row(scope.pk, "micro") == before
    assert len(queries.requirements(before.requirement_set)) == 1


def test_settling_again_replaces_row_and_lists(desk: Client) -> None:
    scope = cracker_scope()
    url = f"/kelola/katalog/kbli/{scope.pk}/micro/"
    desk.post(url, {**SETTLED, "requirements": "Foto\nDenah"})
    desk.post(url, {**SETTLED, "risk": "low", "requirements": "Denah"})
    row = queries.risk_row(scope.pk, "micro")
    assert row.risk == "low"
    assert [item.wording for item in queries.requirements(row.requirement_set)] == ["Denah"]
    assert len(crackers()) == 1


PAGES = (
    *(
        "/kelola/katalog/",
        "/kelola/katalog/?q=kerupuk",
        "/kelola/katalog/daftar/",
        "/kelola/katalog/daftar/RS-85571-A/",
    ),
    *("/kelola/katalog/lingkungan/", "/kelola/katalog/rute/", "/kelola/katalog/kbli/85571/"),
    *("/kelola/katalog/lingkungan/baru/", "/kelola/katalog/rute/baru/", "/kelola/katalog/kbli/85581/"),
)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_opens_with_few_queries(desk: Client, url: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(url)
    assert answer.status_code == 200
    assert len(asked) <= 25


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMIN, Role.OSS, Role.SYSTEM}])
def test_nobody_but_the_admin_may_look(role: Role) -> None:
    agency = AgencyRoute.objects.current().exclude(agency=None).first().agency
    client = Client()
    client.force_login(person("lain", "Lain", role, agency=agency))
    assert {client.get(url).status_code for url in PAGES[:3]} <= {403, 302}


def test_a_stranger_is_sent_to_the_door(client: Client) -> None:
    answer = client.get("/kelola/katalog/")
    assert answer.status_code == 302
    assert "next=" in answer["Location"]
