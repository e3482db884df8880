"""The office's own papers, statements, and everything that is too long, too short or strange."""

import re
from typing import Any

import pytest

from licensing.documents.reading import blocks
from tests.licensing.documents import examples
from tests.licensing.documents.reading import draw, in_order, overflowing, pages_of, whole

LONG_ADDRESS = ("Jalan Raya Lintas Sumatera kilometer dua puluh tiga, samping gudang lama, " * 140)[:10_000]
LONG_NAME = ("Perkumpulan Penyelenggara Pelatihan Kerja dan Pengembangan Sumber Daya Manusia " * 4)[:255]
ENDLESS_WORD = "Ww" * 300


def letters(text: str) -> str:
    """Letters and digits only: lines may break anywhere."""
    return re.sub(r"\W", "", text)


def test_the_receipt_says_what_how_long_and_where() -> None:
    data = draw(examples.receipt())
    assert len(pages_of(data)) == 1
    assert in_order(
        whole(data),
        "Tanda Terima Permohonan",
        "Diterima Senin, 23 November 2026 pukul 10.42 WIB melalui portal. Layanan ini tidak dipungut biaya.",
        "PB-2026-000123",
        "7KQ2M9XW4R",
        "satupintu.example/lacak/",
        "Selesai paling lambat Selasa, 1 Desember 2026",
        "6 hari kerja = 1 hari kerja pemeriksaan kelengkapan + 5 hari kerja verifikasi",
        "Diverifikasi oleh Bidang Tenaga Kerja",
        "Kapan waktu mulai dihitung",
        "Hari pertama adalah hari kerja setelah tanggal diterima",
        "cuti bersama tidak dihitung",
        "mulai dihitung pada hari kerja setelah berkas dinyatakan lengkap",
        "paling lama 1 hari kerja dan termasuk di dalam waktu itu",
        "Perbaikan ditunggu 5 hari kerja, paling banyak 2 kali",
        "profil.pdf (perbaikan ke-1)",
        "ab12ab12ab12ab12",
    )


def test_the_receipt_of_another_authority_promises_nothing_of_its_own() -> None:
    text = whole(draw(examples.receipt(is_ours=False, promised_on="", decides="Menteri Ketenagakerjaan")))
    assert "Jangka waktu ditetapkan instansi yang memutus" in text
    assert "Kantor ini mendampingi" in text
    assert "Selesai paling lambat" not in text
    assert "hari kerja pemeriksaan" not in text
    promised = whole(draw(examples.receipt(is_ours=False, decides="Menteri Ketenagakerjaan")))
    assert in_order(promised, "Selesai paling lambat Selasa, 1 Desember 2026", "Diputus Menteri Ketenagakerjaan")


def test_the_receipt_of_an_automatic_licence_speaks_of_no_check() -> None:
    text = whole(draw(examples.receipt(technical_days=0, promised_on="", agency="", items=[])))
    assert "Terbit otomatis melalui OSS" in text
    assert "0 hari kerja" not in text
    assert "Yang diterima" not in text


def test_a_receipt_at_the_counter_names_the_officer_and_a_reprint_is_a_copy() -> None:
    text = whole(draw(examples.receipt(channel="counter", filed_by="Wulan Sari", is_copy=True)))
    assert "di loket oleh Wulan Sari" in text
    assert "SALINAN" in text
    assert "SALINAN" not in whole(draw(examples.receipt()))


def test_limits_that_the_office_has_not_set_are_not_printed() -> None:
    text = whole(draw(examples.receipt(correction_days=0, correction_rounds=0, issue_days=0)))
    assert "0 hari kerja" not in text
    assert "0 kali" not in text


def test_the_referral_says_where_to_go_and_what_to_bring() -> None:
    assert in_order(
        whole(draw(examples.referral())),
        "Rujukan untuk UKL-UPL",
        "sehingga SPPL tidak dapat diterbitkan",
        "Dinas Lingkungan Hidup Kota Pariaman",
        "Amdalnet melalui oss.go.id",
        "Kegiatan usaha 10710",
        "Luas lahan Belum diisi",
        "Yang perlu dibawa",
        "Denah lokasi",
        "Setelah itu",
        "Unggah PKPLH",
        "PP 22/2021",
        "bukan penolakan",
    )


def test_a_referral_to_nobody_known_sends_to_the_information_desk() -> None:
    text = whole(draw(examples.referral(addressee="", bring=[])))
    assert "Tanyakan kepada petugas informasi kantor ini" in text
    assert "Belum ditetapkan: tanyakan kepada unit tersebut" in text


def test_the_sppl_prints_the_statement_with_its_version_and_proof() -> None:
    assert in_order(
        whole(draw(examples.declaration("sppl"))),
        "SURAT PERNYATAAN KESANGGUPAN PENGELOLAAN DAN PEMANTAUAN LINGKUNGAN HIDUP",
        "Penanggung jawab Budi Santoso (Direktur)",
        "120 m² · Sewa",
        "Saya sanggup:",
        "mengelola limbah;",
        "Naskah versi 2026-11.",
        "Disetujui Budi Santoso pada 22 November 2026 pukul 10.42 WIB, melalui portal.",
        "Yang menyatakan, Budi Santoso",
    )


def test_statements_show_how_consent_was_given_and_what_is_still_open() -> None:
    text = whole(draw(examples.statements()))
    assert "di loket, dibacakan oleh Wulan (tanda tangan)" in text
    assert "Belum disetujui." in text


def test_the_checklist_has_a_box_for_each_line() -> None:
    text = whole(draw(examples.checklist()))
    assert in_order(
        text, "85571 – Pelatihan Kerja Teknik Swasta", "5 hari kerja", "Tidak dipungut biaya", "KTP elektronik"
    )
    assert in_order(text, "Profil lembaga", "bermeterai", "Sumber: Data publik OSS", "Dibaca dari data publik OSS")
    assert "Otomatis melalui OSS" in whole(draw(examples.checklist(days=0)))


def test_paragraphs_and_lists_of_a_statement_are_told_apart() -> None:
    assert blocks("Saya:\n- satu\n- dua\n\nSelesai.") == [
        {"text": "Saya:", "lines": []},
        {"text": "", "lines": ["satu", "dua"]},
        {"text": "Selesai.", "lines": []},
    ]
    assert blocks("") == []


def test_an_address_of_10000_characters_is_printed_whole_and_inside_the_page() -> None:
    holder = {**examples.HOLDER, "name": LONG_NAME, "office_address": LONG_ADDRESS}
    data = draw(examples.certificate(holder=holder, location=LONG_ADDRESS))
    assert letters(whole(data)).count(letters(LONG_ADDRESS)[:200]) >= 2
    assert sum(letters(page).count("kilometer") for page in pages_of(data)) >= 2 * LONG_ADDRESS.count("kilometer") - 8
    assert len(pages_of(data)) <= 6
    assert overflowing(data, 15) == []
    assert letters(LONG_NAME) in letters(whole(data))


def test_forty_obligations_are_all_printed_under_a_repeated_head() -> None:
    rows = [
        examples.duty(f"Kewajiban nomor {number} " + "panjang " * (number % 30), "obligation") for number in range(40)
    ]
    data = draw(examples.certificate(duties=rows))
    assert all(f"Kewajiban nomor {number} " in whole(data) for number in range(40))
    lampiran = pages_of(data)[1:]
    assert len(lampiran) > 2
    assert all("Lembaga Pengawas" in page for page in lampiran[:-1])
    assert overflowing(data, 15) == []


@pytest.mark.parametrize(
    "holder",
    [
        {"name": "Suharti", "office_address": "X", "postal_code": "", "phone": "", "email": "", "kind": "person"},
        {"name": ENDLESS_WORD[:255], "office_address": ENDLESS_WORD},
        {"name": "Warung 🍜 Bu Sari ❤️"},
        {"name": "M. Ḥāfiẓ ʿAbdullāh, S.T., M.Kom."},
    ],
)
def test_short_endless_and_strange_names_stay_inside_the_page(holder: dict[str, Any]) -> None:
    for make in (examples.nib, examples.certificate):
        data = draw(make(holder={**examples.HOLDER, **holder}))
        assert overflowing(data, 15) == []
        assert len(pages_of(data)) <= 4
    assert holder["name"][:6] in whole(data)


def test_long_words_stay_inside_every_other_paper() -> None:
    longest = {"file_name": ENDLESS_WORD[:250] + ".pdf", "text": ENDLESS_WORD, "sha256": "ab" * 32, "round": 1}
    for snapshot in (
        examples.receipt(holder_name=ENDLESS_WORD[:255], location=ENDLESS_WORD, items=[longest] * 20),
        examples.referral(holder_name=ENDLESS_WORD[:255], bring=[ENDLESS_WORD], addressee=ENDLESS_WORD),
        examples.checklist(requirements=[{"text": ENDLESS_WORD, "note": ENDLESS_WORD, "days": 0}]),
        examples.declaration("sppl", location=ENDLESS_WORD, activity_name=ENDLESS_WORD),
        examples.statements(statements=[examples.statement("k3l", ENDLESS_WORD * 3)]),
        examples.nib(activities=[examples.activity(location=ENDLESS_WORD, kbli_title=ENDLESS_WORD)] * 14),
    ):
        assert overflowing(draw(snapshot), 13) == [], snapshot["kind"]
