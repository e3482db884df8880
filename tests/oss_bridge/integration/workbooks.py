"""Excel exports as the OSS dashboard writes them, for the tests."""

from io import BytesIO
from typing import Any

import xlsxwriter

PERMIT_HEADERS = [
    "Id Permohonan Izin", "Nama Perusahaan", "NIB", "Day of Tanggal Terbit Oss", "Uraian Status Penanaman Modal",
    "Propinsi", "Kab Kota", "Id Proyek", "Kd Resiko", "KBLI", "Day of Tgl Izin", "Uraian Jenis Perizinan",
    "Nama Dokumen", "Uraian Kewenangan", "Uraian Status Respon", "Kewenangan", "KL Sektor",
]  # fmt: skip
PROJECT_HEADERS = [
    "id_proyek", "nib", "nama_perusahaan", "day_of_tanggal_pengajuan_proyek", "alamat_usaha", "kelurahan_usaha",
    "kecamatan_usaha", "kab_kota_usaha", "longitude", "latitude", "kbli", "judul_kbli", "sektor_pembina",
    "uraian_skala_usaha", "luas_tanah", "satuan_tanah", "jumlah_investasi", "tki", "nama_user", "email", "nomor_telp",
]  # fmt: skip


def workbook(headers: list[str], *rows: dict[str, Any], above: int = 0) -> bytes:
    """An export with these rows, by header; ``above`` empty lines stand over the headers."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet 1")
        sheet.write_row(above, 0, headers)
        for line, row in enumerate(rows, start=above + 1):
            sheet.write_row(line, 0, [row.get(name, "") for name in headers])
    return data.getvalue()
