"""The workbook's formulas give the page's figures; the worker draws the report; suggestions go public masked."""

import io
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import formulas
import openpyxl
import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from foundation.pulse.models import DueTask
from foundation.signing.checking import check
from surveys.actions import periods, reports, suggestions, tallies
from surveys.models import Period, Report, ServiceAsked, Suggestion
from surveys.queries.board import board
from surveys.reporting import workbook
from surveys.terms import Unsur
from tests.journeys.papers import words
from tests.people import Town
from tests.surveys.conftest import Fill
from tests.surveys.test_index import FOUR_PEOPLE, THREE_PEOPLE

pytestmark = pytest.mark.django_db
HALF_CENT = [[1] * 9] * 7 + [[2] * 9]  # 28,125: must become 28,13 in both
RANDOM = [[random.Random(n * 9 + u).randint(1, 4) for u in range(9)] for n in range(23)]


def recalculated(data: bytes, folder: Path) -> dict[str, Any]:
    """All cells as an independent library computes them, by "SHEET!A1"."""
    place = folder / "rekap.xlsx"
    place.write_bytes(data)
    found = formulas.ExcelModel().loads(str(place)).finish().calculate()
    return {str(name).rpartition("]")[2].replace("'", ""): cell.value[0, 0] for name, cell in found.items()
            if ":" not in str(name) and hasattr(cell, "value")}  # fmt: skip


@pytest.mark.parametrize(
    "answers", [FOUR_PEOPLE, THREE_PEOPLE, HALF_CENT, RANDOM], ids=["b", "a", "half-cent", "random"]
)
def test_the_workbooks_formulas_give_the_figures_of_the_page(
    answers: list[list[int]], period: Period, fill: Fill, tmp_path: Path
) -> None:
    for row in answers:
        fill(row)
    tallies.count_all(period)
    period.refresh_from_db()
    page = board(period, is_public=False)
    data = workbook.of_period(period)
    cells = recalculated(data, tmp_path)
    last = 8 + len(answers)
    for line in page.lines:
        letter = "BCDEFGHIJ"[line.number - 1]
        assert float(cells[f"REKAP!{letter}{last + 2}"]) == pytest.approx(float(line.nrr), abs=0.0005)
        assert float(cells[f"REKAP!{letter}{last + 3}"]) == pytest.approx(float(line.weighted), abs=0.0005)
        assert Decimal(f"{cells[f'RINGKASAN!E{line.number + 1}']:.2f}") == line.ikm
    assert Decimal(f"{cells[f'REKAP!B{last + 5}']:.2f}") == page.whole.ikm
    assert cells[f"REKAP!B{last + 6}"] == page.whole.grade == cells["RINGKASAN!C13"]
    assert int(cells[f"REKAP!B{last + 7}"]) == page.whole.count == len(answers)
    kept = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name, value in cells.items():
        sheet, _mark, cell = name.partition("!")
        seen = kept[sheet.title()][cell].value if sheet in {"REKAP", "RINGKASAN"} else value
        assert seen in {value, None} or seen == pytest.approx(value), f"{name}: a viewer that does not calculate"


def test_the_recap_holds_every_answer_and_no_trait_of_fewer_than_five(period: Period, fill: Fill) -> None:
    for row in RANDOM:
        fill(row, traits={"sex": "L", "education": "S1"})
    fill([1] * 9, traits={"sex": "P", "education": "S3", "occupation": "TNI", "age": "60-"})
    tallies.count_all(period)
    page = openpyxl.load_workbook(io.BytesIO(workbook.of_period(period)))["Rekap"]
    rows = list(page.iter_rows(min_row=9, max_row=8 + 24, values_only=True))
    assert sorted(row[1:10] for row in rows) == sorted(map(tuple, [*RANDOM, [1] * 9]))
    assert {row[10] for row in rows} == {"Laki-laki", None}
    assert not {"TNI", "S3", "60 tahun atau lebih"} & {cell for row in rows for cell in row}
    assert str(page["B33"].value).startswith("=SUM(")
    assert page["F5"].value == "=1/9"


def test_the_report_is_drawn_by_the_worker_with_progress(
    client: Client, period: Period, fill: Fill, people: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    periods.plan(
        period, "persyaratan", text="Daftar syarat satu halaman di loket", due_on=None, responsible="Kabid",
        actor=people.actor("kadis"),
    )  # fmt: skip
    client.force_login(people.kadis)
    asked = client.post("/laporan/skm/minta/", {"periode": period.pk})
    waiting = client.get(asked["Location"]).content.decode()
    assert [word for word in ("Menunggu", "data-reload-after", "/js/waiting.") if word not in waiting] == []
    seen: list[int] = []
    note = reports.note
    monkeypatch.setattr(reports, "note", lambda report, percent: (seen.append(percent), note(report, percent)))
    task = DueTask.objects.get(kind=reports.DRAW)
    reports.draw_due(task)
    reports.draw_due(task)
    report = Report.objects.get()
    assert seen == sorted(seen) == [10, 40, 60, 90]
    assert (report.state, report.progress) == ("ready", 100)
    ready = client.get(asked["Location"])
    assert "waiting." not in ready.content.decode()
    data = b"".join(client.get(f"{asked['Location']}unduh/").streaming_content)
    assert check(data).is_seal, "the office seals its reports"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Laporan Survei Kepuasan Masyarakat Semester II 2026"
        tags = {str(row.get("/S")) for row in pdf.objects if isinstance(row, pikepdf.Dictionary)}
        assert {"/Figure", "/TH"} <= tags, "the chart is a tagged figure beside its table"
    printed = words(data)
    page = board(period)
    for line in page.lines:
        assert all(str(n).replace(".", ",") in printed for n in (line.nrr, line.weighted, line.ikm)), line.label
    for told in ("Indeks Kepuasan Masyarakat", "Daftar syarat satu halaman di loket", "Kabid", "Metode", "1/9",
                 str(page.whole.ikm).replace(".", ",")):  # fmt: skip
        assert told in printed, told
    assert printed.count("Belum ditulis") == 2, "the plan has a line for each of the three weakest"
    assert client.post("/laporan/skm/minta/", {"periode": period.pk})["Location"] != asked["Location"]


def test_a_report_that_is_being_drawn_is_not_owed_twice(period: Period, people: Town) -> None:
    first = reports.ask(period, None, actor=people.actor("kadis"))
    assert reports.ask(period, None, actor=people.actor("aduan")).pk == first.pk


def test_suggestions_are_sorted_answered_and_shown_with_numbers_closed(
    client: Client, period: Period, fill: Fill, people: Town
) -> None:
    for _ in range(5):
        fill(FOUR_PEOPLE[0])
    fill(FOUR_PEOPLE[0], suggestion="<script>alert(1)</script> Petugas ramah, hubungi 0812-3456-7890")
    tallies.count_all(period)
    found = Suggestion.objects.get()
    assert found.unsur == Unsur.CONDUCT
    client.force_login(people.aduan)
    given = {"unsur": "perilaku", "text": "Terima kasih, kami sampaikan.", "is_public": "on"}
    assert client.post(f"/kelola/survei/saran/{found.pk}/", given).status_code == 302
    page = client.get("/survei/").content.decode()
    assert "kami sampaikan" in page
    assert "0812" not in page
    assert "<script>alert" not in page
    export = client.get("/kelola/survei/saran/unduh/?keadaan=sudah")
    book = openpyxl.load_workbook(io.BytesIO(export.content))
    row = next(book["Saran"].iter_rows(min_row=2, values_only=True))
    assert row[0] == "Perilaku pelaksana"
    assert "0812" not in str(row)
    suggestions.answer(found, unsur="", text="", is_public=True, actor=people.actor("aduan"))
    assert not found.is_public


def test_a_suggestion_that_looks_like_a_formula_stays_text(period: Period, fill: Fill) -> None:
    fill(FOUR_PEOPLE[0], suggestion='=HYPERLINK("http://jahat","klik")')
    book = openpyxl.load_workbook(io.BytesIO(workbook.of_suggestions(Suggestion.objects.select_related("service"))))
    assert book["Saran"]["D2"].data_type == "s"


def test_a_demo_period_says_so_wherever_it_is_shown(client: Client, period: Period, fill: Fill) -> None:
    for _ in range(5):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    Period.objects.update(is_demo=True, published_at=timezone.now())
    for path in ("/survei/", "/survei/papan/"):
        assert "Data contoh" in client.get(path).content.decode()


@pytest.mark.parametrize("query", ["?periode=999", "?periode=x", "?layanan=tidak-ada"])
def test_a_period_or_service_that_is_not_shown_is_404(client: Client, period: Period, query: str) -> None:
    assert client.get(f"/survei/{query}").status_code == 404


def test_the_report_page_shows_the_office_every_part(
    client: Client, period: Period, fill: Fill, people: Town, service: ServiceAsked
) -> None:
    for _ in range(3):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    client.force_login(people.kadis)
    for query in ("", f"?layanan={service.slug}", "?saluran=kiosk", "?saluran=paper", "?periode=abc", "?periode=99999"):
        assert client.get(f"/laporan/skm/{query}").status_code == 200, query
    assert client.get("/laporan/skm/rekap.xlsx").status_code == 200
    assert client.get("/laporan/skm/rekap.xlsx?layanan=perizinan-lain").status_code == 409
