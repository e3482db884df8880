"""Every component: complete, escaped, documented and shown."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError, engines
from django.utils import translation
from lxml import html

from foundation.ui import keyset
from foundation.ui.templatetags import charts, fields, formats, masked, page, progress, tables, ui, uploads

ROOT = Path(settings.BASE_DIR)
EVIL = '"><script>x()</script>'


def drawn(template: str, **context: Any) -> Any:
    return html.fromstring(f"<div>{engines['django'].from_string(template).render(context)}</div>")


COMPONENTS = [
    "{% button evil %}",
    "{% button evil why_not=evil %}",
    "{% link_button evil '/x/' %}",
    "{% badge evil %}",
    "{% notice title=evil %}{{ evil }}{% endnotice %}",
    "{% card title=evil url='/x/' meta=evil %}{{ evil }}{% endcard %}",
    "{% empty_state title=evil %}{{ evil }}{% endempty_state %}",
    "{% kpi evil evil hint=evil %}",
    "{% copy_text evil label=evil %}",
    "{% document_row evil '/x/' meta=evil status=evil %}",
    "{% task_list tasks %}",
    "{% steps steps %}",
    "{% timeline moments %}",
    "{% sla 1 5 text=evil note=evil %}",
    "{% summary_list rows %}",
    "{% answers %}{% answer evil evil change_url='/x/' %}{% endanswers %}",
    "{% tabs tabs %}",
    "{% pager nothing words=evil %}",
    "{% data_table caption=evil %}<tbody><tr>{% cell evil %}{{ evil }}{% endcell %}</tr></tbody>{% enddata_table %}",
    "{% upload_card title=evil state=evil hint=evil fix=evil %}{{ evil }}{% endupload_card %}",
    "{% upload_form '/x/' id='u' label=evil error=evil %}",
    "{% file_row name=evil meta=evil state=evil %}{{ evil }}{% endfile_row %}",
    "{% verdict 'v' legend=evil error=evil %}",
    "{% qr_box evil caption=evil label=evil %}",
    "{% hash_check evil %}",
    "{% chart_bars rows title=evil unit=evil head=evil %}",
    "{% chart_columns rows series title=evil head=evil %}",
]


@pytest.mark.parametrize("template", COMPONENTS)
def test_what_people_wrote_never_becomes_markup(template: str) -> None:
    item = {"label": EVIL, "title": EVIL, "text": EVIL, "note": EVIL, "url": "/x/", "count": EVIL, "who": EVIL}
    shown = drawn(
        template,
        evil=EVIL,
        tasks=[item],
        steps=[item],
        moments=[item],
        tabs=[item],
        rows=[(EVIL, 3 if "chart" in template else EVIL)],
        series=[(EVIL, [3])],
        nothing={"next_url": "/x/"},
    )
    assert not shown.xpath("//script")
    assert not shown.xpath("//@style | //@onclick | //@onerror")


def test_a_refused_step_is_a_button_that_says_why() -> None:
    shown = drawn("{% button 'Kirim' why_not='Lengkapi dulu.' %}")
    assert shown.xpath("//button[@disabled]")
    assert shown.xpath("//p")[0].text == "Lengkapi dulu."


def test_numbers_in_attributes_keep_no_thousand_dots() -> None:
    shown = drawn("{% button 'Pilih' name='id' value=1234567 %}{% upload_form '/x/' id='u' %}{% sla 1500 2000 %}")
    assert shown.xpath("//button[@name='id']/@value") == ["1234567"]
    assert shown.xpath("//form/@data-max") == ["20000000"]
    assert shown.xpath("//div[contains(@class, 'sla')]/progress/@max") == ["2000"]


class Word:
    label, tone = "Terbit", "good"


def test_a_status_brings_its_own_words() -> None:
    [badge] = drawn("{% badge word %}", word=Word()).xpath("//span")
    assert (badge.text, badge.get("class")) == ("Terbit", "badge good")


@pytest.mark.parametrize("template", ["{% badge 'x' tone='merah' %}", "{% button 'x' tone='besar' %}"])
def test_an_unknown_tone_is_a_mistake_of_the_page(template: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(template)


def test_the_first_open_task_is_the_next_one_and_locked_ones_are_no_links() -> None:
    states = ["done", "todo", "fix", "locked"]
    shown = drawn("{% task_list tasks %}", tasks=[{"label": s, "url": "/x/", "state": s} for s in states])
    assert [row.get("class") or "" for row in shown.iter("li")] == ["", "is-next", "", ""]
    assert [bool(row.xpath(".//a")) for row in shown.iter("li")] == [True, True, True, False]
    words = [badge.text for badge in shown.xpath("//*[contains(@class, 'badge')]")]
    assert words == ["Selesai", "Belum", "Perlu diperbaiki", "Belum bisa dimulai"]


def test_steps_say_where_one_is() -> None:
    shown = drawn(
        "{% steps items %}", items=[{"label": str(n), "state": s} for n, s in enumerate(["done", "now", "todo"])]
    )
    assert "Langkah 2 dari 3" in shown.text_content()
    assert "Berikutnya: 2" in shown.text_content()
    assert [row.get("aria-current") for row in shown.iter("li")] == [None, "step", None]


@pytest.mark.parametrize(
    ("used", "words", "tone", "value"),
    [
        (0, "Sisa 5 hari kerja", "good", "0"),
        (4, "Sisa 1 hari kerja", "action", "4"),
        (5, "Hari terakhir", "action", "5"),
        (7, "Terlambat 2 hari kerja", "bad", "5"),
        (-1, "Sisa 5 hari kerja", "good", "0"),
    ],
)
def test_a_time_limit_is_told_in_words(used: int, words: str, tone: str, value: str) -> None:
    [meter] = drawn("{% sla used 5 %}", used=used).xpath("//div[contains(@class, 'sla')]")
    assert meter.xpath(".//strong")[0].text == words
    assert meter.get("class") == f"sla {tone}"
    assert meter.xpath(".//progress/@value") == [value]


@pytest.mark.parametrize(
    ("used", "words"), [(4, "1 working day left"), (3, "2 working days left"), (6, "1 working day late")]
)
def test_in_english_one_day_is_one_day(used: int, words: str) -> None:
    with translation.override("en"):
        [meter] = drawn("{% sla used 5 %}", used=used).xpath("//div[contains(@class, 'sla')]")
    assert meter.xpath(".//strong")[0].text == words
    assert meter.xpath("p[@class='sla-note']")[0].text == f"{used} of 5 working days used."


def test_a_moment_has_a_machine_readable_time() -> None:
    at = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
    [when] = drawn("{% timeline moments %}", moments=[{"title": "Dikirim", "at": at}]).xpath("//time")
    assert (when.get("datetime"), when.text) == ("2026-11-24T10:42:00+07:00", "24 November 2026, 10.42 WIB")


def test_a_qr_code_says_what_it_was_given() -> None:
    link = "https://satupintu.example/v/7QX4"
    shown = drawn("{% qr_box link caption='Pindai' %}", link=link)
    [picture] = shown.xpath("//*[local-name()='svg']")
    assert picture.get("role") == "img"
    size = int(picture.get("viewbox", picture.get("viewBox")).split()[2])
    squares = sum(int(width) for width in re.findall(r"h(\d+)v1", picture.xpath(".//*[local-name()='path']/@d")[1]))
    matrix = uploads.segno.make(link, error="m", micro=False).matrix
    assert (size, squares) == (len(matrix) + 8, sum(sum(row) for row in matrix))


def test_a_chart_is_a_picture_with_a_table_of_the_same_figures() -> None:
    shown = drawn("{% chart_bars rows title='T' %}", rows=[("Satu", 1200), ("Dua", 600), ("Tiga", None)])
    widths = [float(value) for value in shown.xpath("//*[local-name()='rect']/@width")]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 0
    assert [cell.text for cell in shown.xpath("//td")] == ["1.200", "600", "–"]
    assert shown.xpath("//*[local-name()='svg'][@role='img'][@aria-label='T']")


def test_columns_of_a_chart_stand_on_the_floor_and_reach_their_share_of_a_round_top() -> None:
    shown = drawn("{% chart_columns months s title='T' head='B' %}", months=["Jan", "Feb"], s=[("a", [50, 100])])
    first, second = shown.xpath("//*[local-name()='rect']")
    assert float(first.get("y")) + float(first.get("height")) == 150
    assert float(second.get("height")) == 2 * float(first.get("height")) == 150 - 14
    assert [row.text_content() for row in shown.xpath("//tbody/tr")] == ["Jan50", "Feb100"]


def test_rows_of_a_long_list_escape_what_people_typed_and_name_their_columns() -> None:
    lines = [
        tables.Line("/x/?a=1&b", "<1>", ["Toko {0} & anak", ""], is_urgent=True),
        tables.Line("/y/", "2", ["–", "B"]),
    ]
    shown = drawn("<table>{% table_lines lines 'Nama {0}' 'Petugas <a>' %}</table>", lines=lines)
    first, second = shown.xpath("//tr")
    assert (first.get("class"), second.get("class")) == ("is-urgent", None)
    assert [(cell.get("data-label"), cell.text_content()) for cell in first.xpath("td")] == [
        ("Nama {0}", "Toko {0} & anak"), ("Petugas <a>", "")
    ]  # fmt: skip
    assert (first.xpath("th/a")[0].get("href"), first.xpath("th/a")[0].text_content()) == ("/x/?a=1&b", "<1>")


def test_a_line_with_too_few_cells_is_a_mistake_of_ours() -> None:
    with pytest.raises(IndexError):
        drawn("{% table_lines lines 'Nama' 'Petugas' %}", lines=[tables.Line("/y/", "2", ["–"])])


@pytest.mark.parametrize(
    ("rows", "next_url", "words"),
    [([1], "", ["10 per halaman"]), ([], "", []), ([], "?sesudah=b", ["10 per halaman"])],
)
def test_beneath_an_empty_list_nothing_is_said_of_its_pages(rows: list[int], next_url: str, words: list[str]) -> None:
    shown = drawn("{% pager page words='10 per halaman' %}", page=keyset.Page(rows, "", next_url))
    assert [line.text for line in shown.xpath("//nav/p")] == words
    assert bool(shown.xpath("//nav")) is bool(words)


def tags() -> set[str]:
    return {name for module in (ui, progress, tables, uploads, page, charts) for name in module.register.tags}


def test_every_tag_and_filter_is_documented() -> None:
    manual = (ROOT / "docs/ui.md").read_text()
    filters = {name for module in (formats, masked) for name in module.register.filters}
    frame = {"menu_list", "frame_stamp", "theme", "ribbon", "office_url"}  # used by base.html alone
    assert {name for name in (tags() - frame) | filters if f"`{name}`" not in manual} == set()


def test_every_component_is_shown_in_the_style_guide() -> None:
    shown = "".join(path.read_text() for path in (ROOT / "templates/ui").glob("*.html"))
    frame = {"menu_list", "frame_stamp", "theme", "ribbon", "office_url", "original"}
    frame |= {"url_if", "answers", "answer", "kpi", "is_to_mend"}
    frame |= {"table_lines"}  # the rows that data_table shows
    assert {name for name in tags() - frame if f"{{% {name} " not in shown} == set()


def test_the_form_filters_are_for_the_form_templates() -> None:
    pack = "".join(path.read_text() for path in (ROOT / "templates/portal").rglob("*.html"))
    assert {name for name in fields.register.filters if f"|{name}" not in pack} == set()
