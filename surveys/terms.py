"""The words of the SKM: nine unsur, channels, traits of respondents, grades.

Source: Peraturan Menteri PANRB 14/2017 (unsur, scale, formula, grades); SE Menteri PANRB 12/2023 (method restated).
Unsur are known by slug: the regulation prints pengaduan 8 and sarana 9, many offices' forms swap them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 4


class Unsur(models.TextChoices):
    """The nine unsur, in the order of the regulation."""

    REQUIREMENTS = "persyaratan", _("Persyaratan")
    PROCEDURE = "prosedur", _("Sistem, mekanisme, dan prosedur")
    TIME = "waktu", _("Waktu penyelesaian")
    COST = "biaya", _("Biaya/tarif")
    PRODUCT = "produk", _("Produk spesifikasi jenis pelayanan")
    COMPETENCE = "kompetensi", _("Kompetensi pelaksana")
    CONDUCT = "perilaku", _("Perilaku pelaksana")
    COMPLAINTS = "pengaduan", _("Penanganan pengaduan, saran, dan masukan")
    FACILITIES = "sarana", _("Sarana dan prasarana")


class Channel(models.TextChoices):
    """By which way a sheet came in."""

    LINK = "link", _("Tautan setelah layanan")
    DESK = "desk", _("Ditawarkan di loket")
    KIOSK = "kiosk", _("Kios survei di kantor")
    PAPER = "paper", _("Lembar kertas")
    IMPORT = "import", _("Rekap yang diimpor")


class Grade(models.TextChoices):
    """Mutu pelayanan, from the index rounded to two decimals."""

    A = "A", _("Sangat baik")
    B = "B", _("Baik")
    C = "C", _("Kurang baik")
    D = "D", _("Tidak baik")


class Sex(models.TextChoices):
    """Jenis kelamin."""

    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class Age(models.TextChoices):
    """Usia, in bands: a year of birth beside a service could name a person."""

    UNDER_20 = "-19", _("Di bawah 20 tahun")
    TWENTIES = "20-29", _("20–29 tahun")
    THIRTIES = "30-39", _("30–39 tahun")
    FORTIES = "40-49", _("40–49 tahun")
    FIFTIES = "50-59", _("50–59 tahun")
    SIXTY_UP = "60-", _("60 tahun atau lebih")


class Education(models.TextChoices):
    """Pendidikan terakhir."""

    SD = "SD", _("SD")
    SMP = "SMP", _("SMP")
    SMA = "SMA", _("SMA/SMK")
    DIPLOMA = "D", _("D1–D4")
    S1 = "S1", _("S1")
    S2 = "S2", _("S2")
    S3 = "S3", _("S3")


class Occupation(models.TextChoices):
    """Pekerjaan."""

    PNS = "PNS", _("PNS")
    TNI = "TNI", _("TNI")
    POLRI = "POLRI", _("Polri")
    EMPLOYEE = "SWASTA", _("Pegawai swasta")
    OWNER = "USAHA", _("Wirausaha")
    OTHER = "LAIN", _("Lainnya")


class Shift(models.TextChoices):
    """Jam survei, as the printed form has it."""

    MORNING = "pagi", _("08.00–12.00")
    AFTERNOON = "siang", _("13.00–17.00")


class AlarmKind(models.TextChoices):
    """What an officer should look at."""

    FEE = "fee", _("Ada yang menulis membayar")
    BURST = "burst", _("Banyak lembar dari satu perangkat")


#: Column of a sheet → its choices. Every trait may be left out by the respondent.
TRAITS: dict[str, type[models.TextChoices]] = {
    "sex": Sex,
    "age": Age,
    "education": Education,
    "occupation": Occupation,
    "shift": Shift,
}
TRAIT_LABELS = {
    "sex": _("Jenis kelamin"),
    "age": _("Usia"),
    "education": _("Pendidikan terakhir"),
    "occupation": _("Pekerjaan"),
    "shift": _("Jam survei"),
}
