"""How the index was computed, in sentences: on the public page, in the report and in the workbook."""

from django.utils.translation import gettext as _

from surveys.queries.board import Board


def method_note(found: Board) -> list[str]:
    """The method note that publication asks for (SE Menteri PANRB 12/2023)."""
    lines = [
        _(
            "Survei mengikuti Peraturan Menteri PANRB Nomor 14 Tahun 2017: sembilan unsur, jawaban 1 sampai 4. "
            "Mengisi survei bersifat sukarela; lembar yang tidak lengkap tidak diterima."
        ),
        _(
            "NRR unsur = jumlah nilai / jumlah responden. NRR tertimbang = NRR x 1/9. Indeks = jumlah NRR tertimbang. "
            "IKM = indeks x 25, dibulatkan dua angka di belakang koma, baru kemudian diberi mutu."
        ),
        _(
            "Bobot yang dipakai 1/9 tepat. Peraturan mencetaknya 0,11; dengan 0,11 nilai tertinggi hanya 99,00 dan "
            "mutu dapat turun satu tingkat."
        ),
    ]
    if found.printed_ikm is not None:
        lines.append(
            _("Dengan bobot 0,11 IKM ini menjadi %(ikm)s.") % {"ikm": str(found.printed_ikm).replace(".", ",")}
        )
    lines += [
        _("Mutu: A 88,31–100,00; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99."),
        _(
            "Sampel minimal menurut rumus Krejcie dan Morgan (X² 3,841; P 0,5; d 0,05). Tabel cetak menulis 384 untuk "
            "100.000 pengguna; rumusnya memberi 383."
        ),
        _("Angka dari kurang dari lima responden tidak ditampilkan."),
    ]
    return lines
