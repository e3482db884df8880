"""The reference tables: what they must hold, and that their judge is awake."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from licensing.catalogue.loading import check, files, places, tables
from licensing.catalogue.loading.files import DATA

READ_CODES = {
    *("78101", "78103", "78105", "78109", "78200", "85571", "85572", "85573", "85574", "85575", "85576", "85577"),
    *("85578", "85579", "85581", "85582", "85583", "85584", "85585", "85586", "85587", "85589", "56101", "56102"),
    *("47721", "86105", "96100", "96220", "47112", "95311", "55909", "10710", "18111", "41011", "75001"),
}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables that a test may spoil."""
    for path in DATA.rglob("*"):
        if path.suffix in {".csv", ".toml"}:
            target = tmp_path / path.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    monkeypatch.setattr(files, "DATA", tmp_path)
    monkeypatch.setattr(places, "DATA", tmp_path)
    files.forget()
    yield tmp_path
    files.forget()


def spoil(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new, 1))
    files.forget()


def test_the_files_have_no_problem() -> None:
    assert check.problems() == []
    call_command("load_catalogue", "--check")


def test_both_editions_are_whole() -> None:
    levels = {edition: [len(row["code"]) for row in files.table(f"kbli/{edition}.csv")] for edition in ("2020", "2025")}
    assert [levels["2025"].count(length) for length in (1, 2, 3, 4, 5)] == [22, 87, 257, 519, 1559]
    assert [levels["2020"].count(length) for length in (1, 2, 3, 4, 5)] == [21, 88, 245, 567, 1789 + 5]
    pairs = [(row["old"][1], row["new"][1]) for row in tables.conversions()]
    assert len(pairs) == len(set(pairs)) == 2560
    assert {new for _, new in pairs} == check.activities()


def test_the_35_codes_are_described_row_by_row() -> None:
    assert set(tables.read_codes()) == READ_CODES
    rows = [row for row in tables.risk_rows() if row["scope"][0] in READ_CODES]
    assert len(rows) == 125
    assert all(row["confidence"] == "high" and row["lines"] for row in rows)
    assert sum(len(row["lines"]) for row in rows) == 202


def test_unread_codes_of_the_list_say_so() -> None:
    known = tables.coverages()
    assert {code for code in READ_CODES if known[code] == "no_scope"} == {
        *("78109", "85581", "85582", "85583", "85584", "85585", "85586", "85587", "85589", "75001")
    }
    assert len(check.activities() - set(known)) == 126  # a gap stays a gap


def test_nothing_is_a_copy_of_a_row_that_repeats_itself() -> None:
    """Sources, not columns, carry where a fact comes from."""
    for name in ("risk/requirements.csv", "risk/obligations.csv", "kbli/2025.csv", "risk/scopes.csv"):
        with (DATA / name).open() as handle:
            assert "source" not in next(csv.reader(handle))


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("risk/labour.toml", "days = 5", "days = 0", "hari harus lebih dari nol"),
        ("risk/labour.toml", 'code = "85571"', 'code = "85570"', "kode bukan kelompok KBLI 2025"),
        ("risk/labour.toml", 'risk = "medium_high"', 'risk = "sedang"', "“sedang” tidak dikenal"),
        ("risk/labour.toml", 'requirements = "RS-78101-A"', 'requirements = "RS-0"', "daftar RS-0 tidak ada"),
        ("risk/labour.toml", '["micro", "small", "medium"]', '["micro", "micro"]', "tercantum 2 kali"),
        ("risk/labour.toml", '["PMA", "minister"]', '["Entah", "minister"]', "“entah” belum diberi arti"),
        ("risk/indicative.csv", "\n01132,", "\n85571,", "risikonya ditulis dalam dua berkas"),
        ("kbli/2025.csv", "\n85571,", "\n85570,,,\n85571,", "judul kosong"),
        ("kbli/conversion.csv", "78421", "99998", "memuat kode yang tidak ada"),
        ("regions/13.77.csv", "13.77.01.1001", "13.78.01.1001", "induknya tidak dikenal"),
        ("environment/rules.toml", 'class = "ukl_upl"', 'class = "ukl"', "kode atau kelas tidak dikenal"),
        ("offices/pelalawan/routes.toml", 'agency = "dinkes"', 'agency = "dinkez"', "dinas “dinkez” tidak ada"),
        ("sources.toml", 'confidence = "low"', 'confidence = "sure"', "keyakinan “sure” tidak dikenal"),
        ("search/words.toml", '"01121" =', '"01129" =', "bukan kelompok KBLI 2025"),
        ("risk/everyday.toml", 'investment = "pma"', 'investment = "asing"', "penanaman modal “asing” tidak dikenal"),
        ("risk/obligations.csv", ",12,,,", ",0,,,", "bulan harus lebih dari nol"),
    ],
)
def test_the_judge_names_what_is_wrong(copied: Path, name: str, old: str, new: str, sentence: str) -> None:
    spoil(copied, name, old, new)
    assert any(sentence in problem for problem in check.problems()), check.problems()


def test_a_row_that_lacks_a_column_is_named(copied: Path) -> None:
    spoil(copied, "kbli/2025.csv", "\n85571,", "\n85570\n85571,")
    with pytest.raises(files.BadTable, match=r"kbli/2025\.csv baris \d+: jumlah kolom"):
        check.problems()


def test_an_unreadable_file_is_named(copied: Path) -> None:
    (copied / "sources.toml").write_text("[")
    files.forget()
    with pytest.raises(files.BadTable, match=r"sources\.toml"):
        check.problems()
