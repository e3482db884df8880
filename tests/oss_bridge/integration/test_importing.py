"""Exports of the OSS dashboard: read with their quirks, shown row by row, carried out by asking OSS, or refused."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.journal import book
from foundation.office.models import Office
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.contract import statuses
from oss_bridge.importing import sheets
from oss_bridge.models import Import, ImportRow
from tests.factories.files import risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.test_desk import visit
from tests.oss_bridge.integration.test_polling import at_oss
from tests.oss_bridge.integration.workbooks import PERMIT_HEADERS, PROJECT_HEADERS, workbook

PAGE = "/kelola/oss/impor/"
UNKNOWN = "I-202611220900000000001"


@pytest.fixture
def admin(bridge: Bridge) -> Client:
    Office.objects.update_or_create(pk=1, defaults={"region_name": "Kota Pariaman"})
    return visit(bridge.people, "admin")


def send(client: Client, data: bytes, name: str = "izin.xlsx") -> Any:
    return client.post(PAGE, {"berkas": SimpleUploadedFile(name, data)})


def findings(made: Import) -> dict[int, str]:
    return dict(made.rows.values_list("number", "finding"))


def row(file: Application | None = None, **cells: Any) -> dict[str, Any]:
    """A line of the sheet Izin, by default of this office."""
    own = {"Id Permohonan Izin": file.id_izin, "NIB": int(file.nib.number)} if file and file.nib else {}
    ours = {"Uraian Kewenangan": "Kabupaten/Kota", "Kab Kota": "KOTA PARIAMAN", "Nama Perusahaan": "UD Budi"}
    return ours | own | cells


def test_each_row_says_what_it_means_and_carrying_out_asks_oss(bridge: Bridge, admin: Client) -> None:
    risk_row()
    same = at_oss(bridge, Status.VERIFYING, "20", number="PB-2026-850001")
    odd = at_oss(bridge, Status.APPROVED, "57", number="PB-2026-850002")
    new = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    bridge.oss.books.posted.clear()
    answer = send(admin, workbook(
        PERMIT_HEADERS,
        row(same, **{"Uraian Status Respon": statuses.meaning("20")}),
        row(odd, **{"Uraian Status Respon": statuses.meaning("57")}),
        row(**{"Id Permohonan Izin": new.licence_id, "NIB": new.nib}),
        row(**{"Id Permohonan Izin": UNKNOWN, "NIB": 2211260000001, "Uraian Kewenangan": "Pusat"}),
        row(**{"Id Permohonan Izin": UNKNOWN, "NIB": 2211260000001, "Kab Kota": "KAB. PADANG PARIAMAN"}),
        row(**{"Id Permohonan Izin": "X", "NIB": 2211260000001}),
        row(**{"Id Permohonan Izin": UNKNOWN, "NIB": "dua"}),
    ))  # fmt: skip
    made = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}{made.pk}/")
    named = {2: "same", 3: "different", 4: "new", 5: "elsewhere", 6: "elsewhere", 7: "faulty", 8: "faulty"}
    assert findings(made) == named
    page = admin.get(f"{PAGE}{made.pk}/").content.decode()
    for words in ("Kewenangan pusat", "PADANG PARIAMAN", odd.ref, "Jalankan"):
        assert words in page, words
    assert admin.post(f"{PAGE}{made.pk}/").status_code == 302
    assert admin.post(f"{PAGE}{made.pk}/").status_code == 409
    bridge.work("oss.pull_nib", "oss.look")
    assert Application.objects.filter(id_izin=new.licence_id).exists()
    odd.refresh_from_db()
    assert odd.word == Status.ISSUED_BY_EXPIRY
    again = admin.get(f"{PAGE}{made.pk}/").content.decode()
    assert "Berkas sudah diambil dari OSS." in again
    assert "OSS sudah ditanya." in again
    assert [entry.kind for entry in book.of(f"import:{made.pk}")] == ["oss.import_read", "oss.import_done"]


def test_a_nib_that_excel_robbed_of_its_zeros_gets_them_back(bridge: Bridge, admin: Client) -> None:
    send(admin, workbook(PERMIT_HEADERS, row(**{"Id Permohonan Izin": UNKNOWN, "NIB": 11126000001})))
    assert ImportRow.objects.get().nib == "0011126000001"


def test_projects_are_matched_by_their_id_and_no_person_is_kept(bridge: Bridge, admin: Client) -> None:
    file = bridge.fulfilling()
    assert file.proyek is not None
    assert file.nib is not None
    line = {
        "id_proyek": file.proyek.id_proyek, "nib": file.nib.number, "kbli": int(file.proyek.kbli.code),
        "nama_user": "Budi Santoso", "email": "budi@contoh.example", "nomor_telp": "081200000001",
    }  # fmt: skip
    other = line | {"kbli": 1111}
    send(admin, workbook(PROJECT_HEADERS, line, other, above=2), "proyek.xlsx")
    made = Import.objects.get()
    assert made.sheet == Import.Sheet.PROJECTS
    assert findings(made) == {4: "same", 5: "different"}
    kept = str(list(ImportRow.objects.values()))
    assert "Santoso" not in kept
    assert "081200000001" not in kept


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"bukan excel", "bukan buku kerja Excel"),
        (workbook(["Nama", "Umur"], {"Nama": "x"}), "Baris judul tidak dikenali"),
        (workbook(PERMIT_HEADERS), "Tidak ada baris"),
        (workbook(PERMIT_HEADERS)[:-200], "bukan buku kerja Excel"),
    ],
)
def test_what_is_no_export_is_refused_in_words(bridge: Bridge, admin: Client, data: bytes, words: str) -> None:
    answer = send(admin, data)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Import.objects.exists()


@pytest.mark.parametrize(("bound", "most"), [("MOST_BYTES", 10), ("MOST_UNPACKED", 100)])
def test_a_workbook_is_bounded_before_it_is_opened(monkeypatch: pytest.MonkeyPatch, bound: str, most: int) -> None:
    data = workbook(PERMIT_HEADERS, row(**{"Id Permohonan Izin": UNKNOWN, "NIB": 1}))
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_a, **_k: pytest.fail("opened"))
    monkeypatch.setattr(sheets, bound, most)
    with pytest.raises(sheets.SheetRefused):
        sheets.read(BytesIO(data), len(data))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    data = workbook(PERMIT_HEADERS, *[row(**{"Id Permohonan Izin": UNKNOWN, "NIB": 1})] * 3)
    _sheet, rows = sheets.read(BytesIO(data), len(data))
    with pytest.raises(sheets.SheetRefused, match="baris"):
        list(rows)


@pytest.mark.parametrize("written", [46347, date(2026, 11, 21), "21/11/26", "21/11/2026", "2026-11-21", 46347.0])
def test_dates_are_read_however_the_dashboard_writes_them(written: Any) -> None:
    assert sheets.day(written) == date(2026, 11, 21)


def test_what_is_no_date_is_none() -> None:
    assert sheets.day("kemarin") is None
