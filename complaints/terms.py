"""The words of complaints: stages, categories, objects.

Source: the published standard of Kabupaten Pelalawan (seven stages, five categories, three objects),
whose wording follows Peraturan BKPM 5/2021 art. 18; receipt: UU 25/2009 art. 44.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The seven stages a-g, in order. The stored value is the letter that the standard prints."""

    RECEIVED = "a", _("Diterima")
    CHECKED = "b", _("Kelengkapan diperiksa")
    CLASSIFIED = "c", _("Diklasifikasi dan diprioritaskan")
    STUDIED = "d", _("Ditelaah dan ditanggapi")
    FILED = "e", _("Ditatausahakan")
    REPORTED = "f", _("Hasil dilaporkan")
    MONITORED = "g", _("Dipantau dan dievaluasi")


class Category(models.TextChoices):
    """The five categories, in the words of the standard."""

    LICENSING = "licensing", _("Pelaksanaan Perizinan Berusaha Berbasis Risiko")
    BUSINESS = "business", _("Pelaksanaan kegiatan usaha")
    SUPERVISION = "supervision", _("Pelaksanaan kegiatan Pengawasan")
    MISUSE = "misuse", _("Penyalahgunaan penggunaan Sistem OSS")
    OBSTACLE = "obstacle", _("Hambatan dan permasalahan dalam penggunaan Sistem OSS")


class Subject(models.TextChoices):
    """Objek pengaduan: whom or what it is about."""

    HOLDER = "holder", _("Pelaku usaha")
    GOVERNMENT = "government", _("Pemerintah daerah")
    OFFICIAL = "official", _("ASN/PTT atau profesi ahli bersertifikat")


EXPLAINED = {
    Category.LICENSING: _("Pelayanan izin: lambat, dipungut uang, petugas tidak membantu."),
    Category.BUSINESS: _("Usaha yang melanggar, mengganggu, atau tidak berizin."),
    Category.SUPERVISION: _("Pemeriksaan usaha yang tidak semestinya."),
    Category.MISUSE: _("Akun atau data OSS dipakai tidak semestinya."),
    Category.OBSTACLE: _("Kesulitan memakai OSS atau portal ini."),
}
