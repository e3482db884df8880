"""Every document says what the law asks, in its order, and never pretends to be real. No database is touched."""

import io
from typing import Any

import pikepdf
import pytest

from licensing.documents import drawing
from licensing.documents.shapes import SnapshotIncomplete
from licensing.documents.snapshots import CHECKLIST, SHAPES, VERSIONS
from licensing.terms import DocumentKind
from tests.licensing.documents import examples
from tests.licensing.documents.reading import codes_in, draw, in_order, metadata, overflowing, pages_of, whole

MARK = "SIMULASI — BUKAN DOKUMEN SAH"
MARKED = [name for name, snapshot in examples.EVERY.items() if snapshot["kind"] != CHECKLIST]
CLAIMS = ("BSrE", "BSSN", "Ditandatangani secara elektronik", "sertifikat elektronik", "Garuda")


def test_every_kind_has_an_example_a_shape_and_a_version() -> None:
    kinds = {snapshot["kind"] for snapshot in examples.EVERY.values()}
    assert kinds == set(SHAPES) == set(VERSIONS)
    assert set(DocumentKind) <= kinds


@pytest.mark.parametrize("name", MARKED)
def test_a_simulation_says_so_everywhere(name: str) -> None:
    snapshot = examples.EVERY[name]
    data = draw(snapshot)
    assert all(MARK in page for page in pages_of(data))
    told = metadata(data)
    assert MARK in told["/Title"]
    assert MARK in told["xmp"]
    file_name = drawing.file_name(snapshot["kind"], snapshot, mode="simulasi")
    assert file_name.startswith("SIMULASI-bukan-dokumen-sah-")
    assert not any(claim in whole(data) for claim in CLAIMS)


def test_the_checklist_is_public_knowledge_and_unmarked() -> None:
    data = draw(examples.checklist())
    assert "SIMULASI" not in whole(data)
    assert drawing.file_name(CHECKLIST, examples.checklist(), mode="simulasi") == "Daftar-Periksa-KBLI-85571.pdf"


@pytest.mark.parametrize("name", ["nib", "verified", "unverified", "declared", "izin", "sppl", "spatial"])
def test_with_a_real_oss_its_documents_cannot_be_drawn(name: str) -> None:
    with pytest.raises(drawing.OnlyOss):
        draw(examples.EVERY[name], mode="oss")


@pytest.mark.parametrize("name", ["receipt", "referral", "statements"])
def test_with_a_real_oss_the_offices_own_papers_are_unmarked(name: str) -> None:
    snapshot = examples.EVERY[name]
    data = draw(snapshot, mode="oss")
    assert "SIMULASI" not in whole(data) + metadata(data)["packet"]
    assert "SIMULASI" not in drawing.file_name(snapshot["kind"], snapshot, mode="oss")


def test_the_nib_prints_its_rows_in_order() -> None:
    first, *_lampiran = pages_of(draw(examples.nib()))
    assert in_order(
        first,
        "PEMERINTAH REPUBLIK INDONESIA",
        "PERIZINAN BERUSAHA BERBASIS RISIKO",
        "NOMOR INDUK BERUSAHA",
        "2211260000001",
        "Berdasarkan Undang-Undang Nomor 6 Tahun 2023",
        "menerbitkan Nomor Induk Berusaha (NIB) kepada:",
        "Nama Pelaku Usaha LPK Bina Terampil Sejahtera",
        "Alamat Kantor Jl. Syekh Burhanuddin",
        "No. Telepon +62 812-3456-7890",
        "Email halo@lpk-bina.example",
        "Status Penanaman Modal PMDN",
        "(KBLI) Terlampir",
        "Skala Usaha Usaha Mikro",
        "NIB ini berlaku di seluruh wilayah Republik Indonesia",
        "Diterbitkan di Jakarta, tanggal: 22 November 2026",
        "Perubahan ke-1, tanggal: 24 November 2026",
        "Menteri Investasi dan Hilirisasi/",
        "Dicetak tanggal: 24 November 2026",
        "Dokumen ini diterbitkan sistem OSS",
        "Dalam hal terjadi kekeliruan",
        "Data lengkap Perizinan Berusaha",
    )


def test_the_nibs_lampiran_says_what_each_activity_may_do() -> None:
    lampiran = pages_of(draw(examples.nib()))[1]
    assert in_order(lampiran, "No", "Kode KBLI", "Judul KBLI", "Lokasi Usaha", "Tingkat Risiko", "Perizinan Berusaha")
    assert in_order(
        lampiran, "85571", "Menengah Tinggi", "Status: Belum terverifikasi", "Untuk persiapan kegiatan usaha"
    )
    assert "Belum boleh beroperasi" in lampiran
    assert in_order(lampiran, "96100", "Rendah", "NIB", "Untuk persiapan, operasional, dan/")


@pytest.mark.parametrize(
    ("rows", "scale", "limited", "single"),
    [
        ([examples.low_risk()], "micro", False, True),
        ([examples.low_risk()], "large", False, False),
        ([examples.activity()], "micro", True, False),
        ([examples.activity(), examples.low_risk()], "small", True, True),
    ],
)
def test_the_nibs_clauses_follow_from_its_activities(
    rows: list[dict[str, Any]], scale: str, limited: bool, single: bool
) -> None:
    data = whole(draw(examples.nib(activities=rows, holder={**examples.HOLDER, "scale": scale})))
    assert ("legalitas terbatas" in data) is limited
    assert ("perizinan tunggal" in data) is single


def test_an_unchanged_nib_speaks_of_no_change() -> None:
    assert "Perubahan" not in whole(draw(examples.nib(change_number=0, changed_on="")))


def test_the_certificate_prints_its_rows_in_order() -> None:
    data = draw(examples.certificate(change_number=2, changed_on="2026-12-01"))
    assert in_order(
        pages_of(data)[0],
        "PEMERINTAH REPUBLIK INDONESIA",
        "PERIZINAN BERUSAHA BERBASIS RISIKO",
        "SERTIFIKAT STANDAR",
        "22112600000010001",
        "yang merupakan Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "1. Nama Pelaku Usaha",
        "2. Nomor Induk Berusaha (NIB) 2211260000001",
        "3. Alamat Kantor",
        "Kode Pos 25511",
        "4. Status Penanaman Modal",
        "5. Nomor Telepon",
        "6. Kode KBLI 85571",
        "7. Lokasi Usaha",
        "8. Status Telah Terverifikasi pada 27 November 2026",
        "merupakan bagian tidak terpisahkan",
        "wajib menjalankan kegiatan usaha sesuai dengan persyaratan",
        "Diterbitkan tanggal: 22 November 2026",
        "Perubahan ke-2, tanggal: 1 Desember 2026",
    )


def test_the_certificates_lampiran_has_eight_columns_and_four_notes() -> None:
    lampiran = pages_of(draw(examples.certificate()))[1]
    assert in_order(
        lampiran,
        "Nomor Kegiatan Usaha: R-202611221001020000001",
        "Nama Usaha: LPK Bina Terampil",
        "No",
        "Kode KBLI",
        "Judul KBLI",
        "Tingkat Risiko",
        "Persyaratan dan/atau Kewajiban",
        "Bukti Pemenuhan",
        "Lembaga Pengawas",
        "Masa Berlaku",
        "cv.pdf, sesuai",
        "hanya berlaku untuk kode dan judul KBLI",
        "diawasi oleh kementerian/lembaga",
        "kode QR",
        "bagian tidak terpisahkan",
    )


def test_an_unverified_certificate_forbids_to_operate() -> None:
    first, lampiran = pages_of(draw(examples.EVERY["unverified"]))
    assert "8. Status Belum Terverifikasi — belum boleh beroperasi" in first
    assert "hanya menjadi legalitas untuk persiapan kegiatan usaha" in first
    assert "Telah Terverifikasi pada" not in first
    assert lampiran.count("Pernyataan mandiri (sebelum verifikasi)") == 2
    assert "cv.pdf" not in lampiran


def test_a_declared_certificate_rests_on_a_statement_alone() -> None:
    first, lampiran = pages_of(draw(examples.EVERY["declared"]))
    assert "8. Status Telah dipenuhi melalui pernyataan mandiri" in first
    assert "Belum Terverifikasi" not in first
    assert lampiran.count("Pernyataan mandiri") == 2


def test_issue_by_expiry_is_said_on_the_certificate() -> None:
    assert "Terbit otomatis oleh sistem OSS" in whole(draw(examples.certificate(by_expiry=True)))
    assert "Terbit otomatis oleh sistem OSS" in whole(draw(examples.izin(by_expiry=True)))


def test_an_izin_says_how_long_it_holds() -> None:
    assert "selama Pelaku Usaha menjalankan kegiatan usaha" in whole(draw(examples.izin()))
    assert "Berlaku sampai 31 Desember 2027" in whole(draw(examples.izin(valid_until="2027-12-31")))


def test_what_the_catalogue_does_not_say_stays_unsaid() -> None:
    row = {**examples.duty("Lapor"), "supervisor": ""}
    lampiran = pages_of(draw(examples.certificate(duties=[row])))[1]
    assert lampiran.count("Belum ditetapkan") == 2
    assert "Tidak ada persyaratan" in pages_of(draw(examples.certificate(duties=[])))[1]


@pytest.mark.parametrize("name", ["nib", "verified", "unverified", "declared", "izin"])
def test_a_two_page_certificate_weighs_at_most_60_kb(name: str) -> None:
    data = draw(examples.EVERY[name])
    assert len(pages_of(data)) == 2
    assert len(data) <= 60_000


@pytest.mark.parametrize("name", sorted(set(examples.EVERY) - {"checklist", "receipt", "referral", "statements"}))
def test_a_phone_reads_the_qr_code_from_the_page(name: str) -> None:
    assert codes_in(draw(examples.EVERY[name])) == [f"https://satupintu.example/v/{examples.CODE}/"]


@pytest.mark.parametrize(
    ("name", "address"), [("receipt", "tracking_url"), ("referral", "resume_url"), ("checklist", "url")]
)
def test_other_papers_lead_where_their_reader_goes_on(name: str, address: str) -> None:
    snapshot = {**examples.EVERY[name], **({} if name == "receipt" else {"verify_url": ""})}
    assert codes_in(draw(snapshot)) == [snapshot[address]]


@pytest.mark.parametrize("name", sorted(examples.EVERY))
def test_every_table_has_heads_and_every_picture_words(name: str) -> None:
    with pikepdf.open(io.BytesIO(draw(examples.EVERY[name]))) as pdf:
        found = list(pdf.objects)
        elements = [
            item for item in found if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        ]
        tables = [item for item in elements if str(item.S) == "/Table"]
        assert sum(str(item.S) == "/TH" for item in elements) >= len(tables) > 0
        for cell in (item for item in elements if str(item.S) == "/TD"):
            assert len(cell.A.Headers) > 0
        assert all(str(item.Alt).startswith("Kode QR") for item in elements if str(item.S) == "/Figure")
        pictures = [item for item in found if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert not any(bool(item.get("/Interpolate", False)) for item in pictures)


@pytest.mark.parametrize("name", sorted(examples.EVERY))
def test_the_same_snapshot_gives_the_same_bytes(name: str) -> None:
    assert draw(examples.EVERY[name]) == draw(examples.EVERY[name])


@pytest.mark.parametrize("name", sorted(examples.EVERY))
def test_a_missing_or_strange_fact_is_named(name: str) -> None:
    snapshot = examples.EVERY[name]
    field = next(key for key in snapshot if key not in {"kind"})
    with pytest.raises(SnapshotIncomplete, match=field):
        draw({key: value for key, value in snapshot.items() if key != field})
    with pytest.raises(SnapshotIncomplete, match="nik"):
        draw({**snapshot, "nik": "1377015708900003"})


def test_a_wrong_fact_deep_inside_is_named_with_its_place() -> None:
    rows = [examples.activity(), {key: value for key, value in examples.activity().items() if key != "risk"}]
    with pytest.raises(SnapshotIncomplete, match=r"nib\.activities\[1\]: missing or unknown: risk"):
        draw(examples.nib(activities=rows))
    with pytest.raises(SnapshotIncomplete, match=r"nib\.holder"):
        draw(examples.nib(holder="PT Bahari"))
    with pytest.raises(SnapshotIncomplete, match="kind"):
        drawing.draw("nib", {**examples.nib(), "kind": "izin"}, mode="simulasi")


def test_metadata_hold_no_personal_facts() -> None:
    told = " ".join(metadata(draw(examples.nib())).values())
    assert "halo@lpk-bina.example" not in told
    assert "81234567890" not in told
    assert examples.HOLDER["name"] not in told


def test_hostile_words_are_printed_as_words() -> None:
    name = '<script>alert(1)</script> "Toko" & <img src="file:///etc/passwd"> {{ it.act }}'
    data = draw(examples.nib(holder={**examples.HOLDER, "name": name}))
    assert name in pages_of(data)[0]
    assert overflowing(data, 15) == []
