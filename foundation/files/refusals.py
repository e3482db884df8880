"""Every reason why a file is refused, as a sentence that says how to mend it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNPROCESSABLE, TOO_LARGE, NO_ROOM = 422, 413, 507

# What helps with almost every broken or overloaded PDF: print it anew.
_PRINT_ANEW = _("Buka PDF itu, pilih Cetak lalu “Simpan sebagai PDF”, dan unggah hasilnya.")
_AGAIN = _("Pindai atau simpan ulang, lalu unggah lagi.")

SENTENCES: dict[str, tuple[Promise | str, ...]] = {
    "missing": (_("Pilih berkas dulu, lalu tekan Unggah."),),
    "empty": (_("Berkas ini kosong (0 bita)."), _AGAIN),
    "too_large": (
        _("Berkas ini %(size)d MB; paling besar %(limit)d MB. Pindai dengan 200 dpi atau kecilkan fotonya."),
    ),
    "no_room": (_("Penyimpanan kantor sedang penuh, berkas belum tersimpan. Coba lagi satu jam lagi."),),
    "unknown": (_("Jenis berkas ini tidak dikenali. Unggah PDF atau foto (JPEG, PNG, WebP)."),),
    "web_page": (_("Berkas ini halaman web, walau namanya lain. Buka, cetak sebagai PDF, lalu unggah PDF-nya."),),
    "svg": (_("Gambar SVG tidak diterima. Simpan sebagai PDF atau PNG, lalu unggah lagi."),),
    "office": (_("Ini berkas Word, Excel, atau sejenisnya. Buka, pilih “Simpan sebagai PDF”, lalu unggah PDF-nya."),),
    "archive": (_("Ini berkas arsip (ZIP, RAR). Buka arsipnya, lalu unggah isinya satu per satu."),),
    "program": (_("Ini berkas program, bukan dokumen. Unggah PDF atau foto."),),
    "film": (_("Ini rekaman video atau suara. Unggah PDF atau foto."),),
    "sound_broken": (_("Rekaman suara ini rusak dan tidak dapat dibaca. Kirim ulang rekamannya dari HP asalnya."),),
    "sound_cut": (_("Rekaman suara ini terpotong, mungkin karena pengirimannya terputus. Kirim ulang rekamannya."),),
    "sound_mixed": (_("Di dalam rekaman suara ini menempel berkas lain. Rekam ulang, lalu unggah lagi."),),
    "apple_picture": (
        _("Foto HEIC belum dapat dibaca. Di iPhone: Pengaturan, Kamera, Format, pilih “Paling Kompatibel”,"),
        _("lalu foto ulang; atau unggah tangkapan layarnya."),
    ),
    "other_picture": (_("Jenis gambar ini tidak diterima. Simpan sebagai JPEG atau PNG, lalu unggah lagi."),),
    "pdf_not_at_start": (_("Di depan PDF ini ada isi lain."), _PRINT_ANEW),
    "pdf_mixed": (_("Di dalam PDF ini menempel berkas lain."), _PRINT_ANEW),
    "pdf_cut": (_("PDF ini terpotong, mungkin karena unduhannya terputus."), _AGAIN),
    "pdf_broken": (_("PDF ini rusak dan tidak dapat dibaca."), _AGAIN),
    "pdf_unreadable": (_("Halaman PDF ini tidak dapat ditampilkan."), _AGAIN),
    "pdf_no_pages": (_("PDF ini tidak punya halaman."), _AGAIN),
    "pdf_password": (
        _("PDF ini terkunci kata sandi. Buka dengan kata sandinya, pilih Cetak lalu “Simpan sebagai PDF”,"),
        _("dan unggah hasilnya, yang tidak terkunci."),
    ),
    "pdf_javascript": (_("PDF ini memuat program (JavaScript)."), _PRINT_ANEW),
    "pdf_action": (_("PDF ini dapat menjalankan program atau mengirim data."), _PRINT_ANEW),
    "pdf_opens_link": (_("PDF ini membuka laman web dengan sendirinya."), _PRINT_ANEW),
    "pdf_attachment": (
        _("PDF ini membawa berkas lain di dalamnya."),
        _PRINT_ANEW,
        _("Berkas yang dibawanya diunggah tersendiri."),
    ),
    "pdf_media": (_("PDF ini memuat video, suara, atau gambar tiga dimensi."), _PRINT_ANEW),
    "pdf_xfa": (_("PDF ini formulir XFA, yang tidak dapat dibaca semua orang."), _PRINT_ANEW),
    "pdf_too_heavy": (_("Isi PDF ini terlalu besar bila dibuka. Pindai ulang dengan 200 dpi, lalu unggah lagi."),),
    "pdf_many_pages": (_("PDF ini %(pages)d halaman; paling banyak 1.000. Bagi menjadi beberapa berkas."),),
    "pdf_many_revisions": (_("PDF ini sudah terlalu sering diubah."), _PRINT_ANEW),
    "image_too_large": (
        _("Gambar ini lebih dari %(megapixels)d megapiksel. Foto ulang dengan ukuran foto yang lebih kecil."),
    ),
    "image_cut": (_("Gambar ini terpotong, mungkin karena pengirimannya terputus. Ambil lagi dari HP asalnya."),),
    "image_broken": (_("Gambar ini rusak dan tidak dapat dibaca. Foto ulang, lalu unggah lagi."),),
    "image_mixed": (_("Di dalam gambar ini menempel berkas lain. Buka gambarnya dan unggah tangkapan layarnya."),),
    "image_code": (_("Keterangan gambar ini memuat program. Buka gambarnya dan unggah tangkapan layarnya."),),
    "too_slow": (_("Berkas ini terlalu rumit untuk diperiksa."), _PRINT_ANEW),
    "too_heavy": (_("Berkas ini terlalu berat untuk diperiksa. Pindai ulang dengan 200 dpi, lalu unggah lagi."),),
    "unreadable": (_("Berkas ini tidak dapat dibaca."), _AGAIN),
    "virus": (_("Pemeriksa virus menemukan program berbahaya di berkas ini. Unggah berkas dari perangkat lain."),),
    "shrink_signed": (
        _("Berkas ini bertanda tangan elektronik dan lebih dari 2 MB. Bila dikecilkan, tanda tangannya rusak."),
        _("Minta penanda tangan membuat berkas yang lebih kecil."),
    ),
    "shrink_too_long": (
        _("Berkas %(pages)d halaman ini tidak dapat dikecilkan sampai 2 MB. Bagi menjadi beberapa berkas."),
    ),
    "shrink_failed": (
        _("Berkas ini tidak dapat dikecilkan sampai 2 MB tanpa menjadi kabur. Pindai ulang hitam-putih 150 dpi."),
    ),
}
STATUSES = {"too_large": TOO_LARGE, "no_room": NO_ROOM}


class FileRefused(Exception):
    """A file that is not taken. ``str()`` is the sentence; ``code`` names it; ``status`` fits the answer."""

    def __init__(self, code: str, **words: Any) -> None:
        self.code = code
        self.words = words
        self.status = STATUSES.get(code, UNPROCESSABLE)
        super().__init__(code)

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, in the reader's language."""
        parts = SENTENCES.get(self.code, SENTENCES["unreadable"])
        return " ".join(str(part) for part in parts) % self.words if self.words else " ".join(map(str, parts))

    def __str__(self) -> str:
        return self.sentence


class FileAltered(Exception):
    """The bytes on disk are not the bytes that were stored: they are not shown to anybody."""

    sentence = _("Berkas ini berubah di penyimpanan, jadi tidak ditampilkan. Pengelola sudah diberi tahu.")

    def __str__(self) -> str:
        return str(self.sentence)
