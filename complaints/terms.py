"""The words of complaints: kinds, channels, stages, categories, objects, lanes, states.

Source: the published standard of Kabupaten Pelalawan (seven stages, five categories, three objects),
whose wording follows Peraturan BKPM 5/2021 art. 18; receipt: UU 25/2009 art. 44; channels: both standards.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody brings. SP4N knows the first three; the fourth is a right under UU 27/2022 (PDP)."""

    COMPLAINT = "complaint", _("Pengaduan")
    ASPIRATION = "aspiration", _("Aspirasi")
    INFORMATION = "information", _("Permohonan informasi")
    PERSONAL_DATA = "personal_data", _("Permintaan tentang data pribadi")


class Channel(models.TextChoices):
    """By which door it came in."""

    WEB = "web", _("Formulir portal")
    ACCOUNT = "account", _("Akun pelaku usaha di portal")
    ROOM = "room", _("Ruang pengaduan")
    BOX = "box", _("Kotak saran")
    LETTER = "letter", _("Surat")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    FACEBOOK = "facebook", _("Facebook")
    INSTAGRAM = "instagram", _("Instagram")
    LAPOR = "lapor", _("SP4N-LAPOR!")


class Stage(models.TextChoices):
    """The seven stages a-g, in order. The stored value is the letter that the standard prints."""

    RECEIVED = "a", _("Diterima")
    CHECKED = "b", _("Kelengkapan diperiksa")
    CLASSIFIED = "c", _("Diklasifikasi dan diprioritaskan")
    STUDIED = "d", _("Ditelaah dan ditanggapi")
    FILED = "e", _("Ditatausahakan")
    REPORTED = "f", _("Hasil dilaporkan")
    MONITORED = "g", _("Dipantau dan dievaluasi")


class State(models.TextChoices):
    """Does the dialogue run, and if not, how did it end? Independent of the stage."""

    OPEN = "open", _("Berjalan")
    WAITING = "waiting", _("Menunggu dilengkapi pengadu")
    CLOSED = "closed", _("Selesai")
    WITHDRAWN = "withdrawn", _("Dicabut")
    ARCHIVED = "archived", _("Diarsipkan")
    MERGED = "merged", _("Digabung dengan pengaduan lain")
    FORWARDED = "forwarded", _("Diteruskan ke instansi lain")


class Lane(models.TextChoices):
    """Whose eyes may see it at all. ``queries.visible_to`` reads this first."""

    OFFICE = "office", _("Meja pengaduan")
    TRIAGE = "triage", _("Triase Inspektorat")
    INSPECTORATE = "inspectorate", _("Ditangani Inspektorat")
    WHISTLE = "whistle", _("Pelaporan pelanggaran (WBS)")


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


class Weight(models.TextChoices):
    """Bobot, which picks the limit for the answer (SP4N: Perpres 76/2013, PermenPANRB 62/2018)."""

    NORMATIVE = "normative", _("Normatif (permintaan informasi, aturan yang sudah jelas)")
    PLAIN = "plain", _("Tidak berkadar pengawasan")
    SUPERVISORY = "supervisory", _("Berkadar pengawasan (perlu pemeriksaan lapangan)")


class Priority(models.TextChoices):
    """How soon it is taken up."""

    NORMAL = "normal", _("Biasa")
    HIGH = "high", _("Tinggi")
    URGENT = "urgent", _("Mendesak")


class Route(models.TextChoices):
    """Who studies and answers it."""

    OFFICER = "officer", _("Petugas")
    AGENCY = "agency", _("Dinas teknis")
    HEAD = "head", _("Kepala dinas")
    INSPECTORATE = "inspectorate", _("Inspektorat")


class Outcome(models.TextChoices):
    """What the study found."""

    PROVEN = "proven", _("Terbukti")
    PARTLY = "partly", _("Terbukti sebagian")
    UNPROVEN = "unproven", _("Tidak terbukti")
    INFORMED = "informed", _("Informasi diberikan")
    NOTED = "noted", _("Aspirasi dicatat")


class ArchiveReason(models.TextChoices):
    """Why something is put away without an answer. Never deleted; can be brought back."""

    SPAM = "spam", _("Spam atau iklan")
    EMPTY = "empty", _("Isinya tidak dapat dipahami")
    OUTSIDE = "outside", _("Bukan urusan kantor ini dan tidak ada instansi tujuan")


class Ending(models.TextChoices):
    """Who ended the dialogue."""

    SENDER = "sender", _("Ditutup pengadu")
    SILENCE = "silence", _("Ditutup karena tidak ada balasan dalam 10 hari kerja")
    SENDER_WITHDREW = "withdrew", _("Dicabut pengadu")
    LAPSED = "lapsed", _("Dianggap dicabut: tidak dilengkapi dalam batas waktu")


class Side(models.TextChoices):
    """Who speaks in the dialogue."""

    SENDER = "sender", _("Pengadu")
    OFFICE = "office", _("Petugas pengaduan")
    SYSTEM = "system", _("Portal")


class MessageKind(models.TextChoices):
    """What a message is for. An internal note never leaves the desk."""

    MESSAGE = "message", _("Pesan")
    EVIDENCE = "evidence", _("Bukti")
    REQUEST = "request", _("Permintaan kelengkapan")
    SUPPLY = "supply", _("Kelengkapan")
    ANSWER = "answer", _("Jawaban")
    REPLY = "reply", _("Balasan atas jawaban")
    NOTICE = "notice", _("Pemberitahuan")
    REPORT = "report", _("Laporan hasil")
    INTERNAL = "internal", _("Catatan internal")


class Unit(models.TextChoices):
    """In what a limit is counted."""

    HOUR = "hour", _("jam")
    CALENDAR_DAY = "calendar_day", _("hari kalender")
    WORKING_DAY = "working_day", _("hari kerja")


EXPLAINED = {
    Category.LICENSING: _("Pelayanan izin: lambat, dipungut uang, petugas tidak membantu."),
    Category.BUSINESS: _("Usaha yang melanggar, mengganggu, atau tidak berizin."),
    Category.SUPERVISION: _("Pemeriksaan usaha yang tidak semestinya."),
    Category.MISUSE: _("Akun atau data OSS dipakai tidak semestinya."),
    Category.OBSTACLE: _("Kesulitan memakai OSS atau portal ini."),
}
KINDS_EXPLAINED = {
    Kind.COMPLAINT: _("Ada yang tidak sesuai dengan standar pelayanan atau aturan."),
    Kind.ASPIRATION: _("Saran atau harapan agar pelayanan lebih baik."),
    Kind.INFORMATION: _("Meminta informasi atau dokumen publik kantor ini."),
    Kind.PERSONAL_DATA: _("Melihat, memperbaiki atau menghapus data pribadi Anda."),
}
