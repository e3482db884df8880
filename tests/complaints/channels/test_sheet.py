"""LAPOR!'s sheet: read whatever its order and spelling, written so that no spreadsheet calculates."""

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.channels.lapor import sheet, standing
from complaints.channels.lapor.sheet import JAKARTA, SheetRefused
from complaints.rules.steps import RULES
from complaints.terms import Stage, State

HEADINGS = {
    "lapor_id": ["Tracking ID", "tracking_id"],
    "text": ["Isi Laporan Awal", "isi laporan"],
    "received_at": ["Tanggal Laporan Masuk"],
}


def rows(text: str, encoding: str = "utf-8") -> list[sheet.Row]:
    return sheet.read(text.encode(encoding), HEADINGS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_delimiter_order_case_and_encoding(delimiter: str, encoding: str) -> None:
    lines = [["isi  LAPORAN", "Lain", "TRACKING_ID"], ["Loket “tutup”", "x", "1916449"]]
    [row] = rows("\r\n".join(delimiter.join(line) for line in lines), encoding)
    assert (row.line, row.get("lapor_id"), row.get("text")) == (2, "1916449", "Loket “tutup”")
    assert row.get("received_at") == ""


def test_a_text_of_several_lines_and_empty_lines_keep_the_line_numbers_of_the_sheet() -> None:
    found = rows('Tracking ID,Isi Laporan\n1,"satu\ndua"\n\n2,tiga\n')
    assert [(row.line, row.get("text")) for row in found] == [(3, "satu\ndua"), (5, "tiga")]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Tracking ID,Judul\n1,x", "Isi Laporan Awal"),
        (b"", "tidak berisi"),
        (b"Tracking ID,Isi Laporan\n", "tidak berisi"),
        (b"PK\x03\x04xlsx", "Excel"),
        (b"a\0b", "bukan CSV"),
        (b"x" * (sheet.MOST_BYTES + 1), "4 MB"),
        (b"Tracking ID,Isi Laporan\n" + b"1,x\n" * 501, "500"),
        (b'Tracking ID,Isi Laporan\n1,"x"y"', ""),
    ],
)
def test_a_sheet_that_cannot_be_read_says_what_to_do(data: bytes, word: str) -> None:
    if not word:
        assert sheet.read(data, HEADINGS)
        return
    with pytest.raises(SheetRefused, match=word):
        sheet.read(data, HEADINGS)


@pytest.mark.parametrize(
    "said",
    ["24/11/2026 10:42", "24-11-2026 10:42", "2026-11-24 10:42", "2026-11-24T10:42:00+07:00", "24 November 2026 10.42"],
)
def test_a_moment_in_any_usual_spelling_is_read_in_wib(said: str) -> None:
    assert sheet.moment(said) == datetime(2026, 11, 24, 10, 42, tzinfo=JAKARTA)


@pytest.mark.parametrize("said", ["", "kemarin", "31/02/2026", "30 Februari 2026", "24 Nopember 2026"])
def test_what_is_no_moment_is_none(said: str) -> None:
    assert sheet.moment(said) is None


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=30), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    )
)
def test_no_cell_that_we_write_is_a_formula_and_every_cell_comes_back(cells: list[list[str]]) -> None:
    data = sheet.write(["Tracking ID", "Isi Laporan"], cells)
    kept = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    assert not any(cell.startswith(sheet.CALCULATES) for line in kept for cell in line)
    assert [[sheet.said(cell) for cell in line] for line in kept] == [
        [cell.strip() if not cell.startswith(sheet.CALCULATES) else cell for cell in line] for line in cells
    ]


def test_every_stage_and_state_has_a_status_at_lapor() -> None:
    words = {standing.status_of(stage, state) for stage in Stage.values for state in State.values}
    assert words == {"waiting", "disposed", "process", "done", "held", "archived", "forwarded", "withdrawn"}
    assert standing.status_of("a", "open") == "waiting"
    assert standing.status_of("e", "open") == "process"
    assert standing.status_of("g", "closed") == "done"
    reached = {(rule.target, rule.state) for rule in RULES.values()}
    assert all(standing.status_of(stage or "a", state or "open") for stage, state in reached)
