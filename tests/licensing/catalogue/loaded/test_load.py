"""Loading: idempotent, tells the difference, closes instead of deleting, leaves the office's own edits alone."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from licensing.catalogue import queries
from licensing.catalogue.loading import tables
from licensing.catalogue.loading.load import PLANS, load
from licensing.catalogue.loading.reconcile import reconcile
from licensing.catalogue.models import (
    AgencyRoute,
    EnvironmentRule,
    Kbli,
    Release,
    RequirementItem,
    RiskRow,
    Scope,
)
from tests.licensing.catalogue.loaded.conftest import LOADED_ON

LATER = LOADED_ON + timedelta(days=30)
pytestmark = pytest.mark.usefixtures("catalogue")


def reload(name: str, rows: list[dict], today: date = LATER):
    return reconcile(PLANS[name], rows, today)


def test_loading_again_changes_nothing() -> None:
    before = Release.objects.count(), RiskRow.objects.count()
    assert not any(outcome.moved for outcome in load("pariaman", today=LATER))
    assert (Release.objects.count(), RiskRow.objects.count()) == before


def test_the_command_prints_what_stays(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_catalogue", "--office", "pariaman")
    assert "baris risiko: 5949 tetap" in capsys.readouterr().out


def test_a_changed_list_line_becomes_a_new_version() -> None:
    rows = list(tables.requirements())
    target = next(row for row in rows if (row["set_code"], row["number"]) == ("RS-85573-A", 1))
    target["text"] = "CV dan ijazah penanggung jawab LPK"
    outcome = reload("requirement", rows)
    assert (outcome.added, outcome.changed, outcome.closed) == (0, 1, 0)
    assert "CV penanggung jawab LPK" in outcome.sentences[0]
    versions = RequirementItem.objects.filter(set_code="RS-85573-A", number=1).order_by("id")
    assert [version.text for version in versions] == ["CV penanggung jawab LPK", "CV dan ijazah penanggung jawab LPK"]
    assert versions[0].effective_to == versions[1].effective_from == LATER
    assert [v.text for v in versions.in_force(LATER - timedelta(days=1))] == ["CV penanggung jawab LPK"]
    assert [v.text for v in versions.in_force(LATER)] == ["CV dan ijazah penanggung jawab LPK"]


def test_what_the_files_drop_is_closed_not_deleted() -> None:
    rows = [row for row in tables.requirements() if row["set_code"] != "RS-85573-A"]
    outcome = reload("requirement", rows)
    assert outcome.closed == 5
    assert RequirementItem.objects.filter(set_code="RS-85573-A", effective_to=LATER).count() == 5
    assert queries.requirements("RS-85573-A", on=LATER) == []
    assert len(queries.requirements("RS-85573-A", on=LOADED_ON)) == 5


def test_an_edit_of_the_office_survives_the_next_load() -> None:
    RequirementItem.objects.current().filter(set_code="RS-85573-A", number=1).update(
        office_text="CV singkat", edited_by="Admin"
    )
    EnvironmentRule.objects.current().filter(code="96100", scale="micro").update(
        environment_class="ukl_upl", edited_by="Admin"
    )
    AgencyRoute.objects.create(edition="2025", code_prefix="95", agency=None, edited_by="Admin")
    assert not any(outcome.moved for outcome in load("pariaman", today=LATER))
    assert queries.requirements("RS-85573-A", on=LATER)[0].wording == "CV singkat"
    laundry = Kbli.objects.get(edition="2025", code="96100")
    assert queries.environment_class(laundry, scale="micro", on=LATER) == "ukl_upl"
    assert AgencyRoute.objects.current().filter(code_prefix="95").exists()


def test_a_changed_source_keeps_the_offices_wording() -> None:
    RequirementItem.objects.current().filter(set_code="RS-85573-A", number=1).update(
        office_text="CV singkat", edited_by="Admin"
    )
    rows = list(tables.requirements())
    next(row for row in rows if (row["set_code"], row["number"]) == ("RS-85573-A", 1))["text"] = "CV baru"
    outcome = reload("requirement", rows)
    assert "(suntingan kantor)" in outcome.sentences[0]
    line = RequirementItem.objects.current().get(set_code="RS-85573-A", number=1)
    assert (line.text, line.wording, line.edited_by) == ("CV baru", "CV singkat", "Admin")


def test_a_risk_row_that_changes_its_risk_takes_over_from_the_old_one() -> None:
    scope = Scope.objects.get(kbli__edition="2025", kbli__code="85571")
    ids = {(code, number): pk for code, number, pk in Scope.objects.values_list("kbli__code", "number", "pk")}
    rows = [{**row, "scope_id": ids[row["scope"]]} for row in tables.risk_rows()]
    for row in rows:
        del row["scope"]
        if row["scope_id"] == scope.pk and row["scale"] == "micro":
            row["risk"] = "high"
    outcome = reload("risk", rows)
    assert (outcome.added, outcome.closed) == (1, 1)
    assert queries.risk_row(scope.pk, "micro", on=LOADED_ON).risk == "medium_high"
    assert queries.risk_row(scope.pk, "micro", on=LATER).risk == "high"
    assert [line.authority for line in queries.risk_row(scope.pk, "micro", on=LATER).authorities.all()] == ["regent"]


def test_a_name_that_comes_back_is_opened_again() -> None:
    Kbli.objects.filter(edition="2025", code="85571").update(effective_to=LOADED_ON)
    outcome = reload("kbli", list(tables.kblis()))
    assert (outcome.added, outcome.changed) == (0, 1)
    assert Kbli.objects.get(edition="2025", code="85571").effective_to is None


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda row: {"risk": "low", "confidence": "high"},
        lambda row: {"days": 0, "effective_to": LATER},
        lambda row: {"effective_from": LATER, "effective_to": LOADED_ON},
    ],
)
def test_the_tables_refuse_what_the_law_cannot_say(spoiled) -> None:
    row = RiskRow.objects.current().filter(scope__kbli__code="85571", scale="micro").get()
    fields = {"scope_id": row.scope_id, "scale": "micro", "risk": row.risk, "effective_from": LOADED_ON}
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskRow.objects.create(**{**fields, **spoiled(row)})


def test_editions_share_numbers_but_not_rows() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Kbli.objects.create(edition="2025", code="78104", level=5, title="x")
    assert Kbli.objects.filter(code="78104").count() == 2
